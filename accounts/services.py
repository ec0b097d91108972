"""Writes of people and invitations. Every one: lock, permission, policy, change, audit event, in one transaction."""

import secrets
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Happening, Role
from accounts.models import Invitation, User
from accounts.permissions import check_can_manage_people
from accounts.policies import (
    check_invitation_open,
    check_may_be_deactivated,
    check_may_be_invited,
    check_may_be_reactivated,
)
from accounts.queries import invitation_with_key, key_hash
from accounts.tasks import mail_invitation
from core.audit import report
from core.exceptions import InvalidInput, WrongState

INVITATION_LIFE = timedelta(days=14)


@transaction.atomic
def invite(*, by: User, email: str, name: str, role: Role, unit: str = "", language: str = "pl") -> tuple[User, str]:
    """Invite a person by e-mail: an inactive user, an open invitation, an event, and the link by e-mail after commit.

    A person who was invited before gets a new link and the old one stops working. Raises WrongState for a person who
    has an account. Returns the user and the key, which is stored nowhere.
    """
    check_can_manage_people(by)
    user = _get_or_make(email=email, name=name, role=role, unit=unit, language=language)
    check_may_be_invited(user)
    if user.last_login is None:
        user.name, user.unit, user.language = name, unit, language
    user.role = role
    user.save()
    return user, _send_new_invitation(by, user)


@transaction.atomic
def find_or_invite(*, by: User, email: str, name: str, role: Role, unit: str = "") -> User:
    """The active person with this e-mail and role; one who is missing or inactive is invited.

    Raises InvalidInput for a person who has another role in the programme.
    """
    person = User.objects.filter(email__iexact=email.strip()).first()
    if person is not None and person.role != role:
        raise InvalidInput(
            _("%(email)s belongs to a person with the role “%(role)s”.")
            % {"email": person.email, "role": person.get_role_display()}
        )
    if person is not None and person.is_active:
        return person
    invited, _key = invite(by=by, email=email, name=name, role=role, unit=unit)
    return invited


@transaction.atomic
def invite_first_coordinator(*, email: str, name: str) -> str:
    """Let the first coordinator into an empty portal; they stand as the inviter of themselves. Returns the key.

    Called from the command line only. Raises WrongState once there is an active coordinator.
    """
    if User.objects.filter(role=Role.COORDINATOR, is_active=True).exists():
        raise WrongState(_("There is a coordinator already. They invite everybody else."))
    user = _get_or_make(email=email, name=name, role=Role.COORDINATOR)
    check_may_be_invited(user)
    return _send_new_invitation(user, user)


def _get_or_make(*, email: str, **fields: Any) -> User:
    """The person with this e-mail, locked; made inactive when there is none."""
    email = User.objects.normalize_email(email).lower()
    found = _locked().filter(email=email).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return User.objects.create_user(email, is_active=False, **fields)
    except IntegrityError:
        # Somebody else invited the same person since we looked.
        return _locked().get(email=email)


def _locked() -> QuerySet[User]:
    return User.objects.select_for_update(of=("self",), no_key=True)


def _send_new_invitation(by: User, user: User) -> str:
    _revoke_open(user)
    key = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=user, key_hash=key_hash(key), invited_by=by, expires_at=timezone.now() + INVITATION_LIFE
    )
    _report(by, Happening.INVITED, user, role=user.role)
    transaction.on_commit(lambda: mail_invitation.delay(invitation.pk, key))
    return key


def _revoke_open(user: User) -> int:
    return Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def resend_invitation(*, by: User, user: User) -> str:
    """Send a new link to a person who has not accepted yet; the old one stops working. Returns the key."""
    check_can_manage_people(by)
    user = _locked().get(pk=user.pk)
    check_may_be_invited(user)
    return _send_new_invitation(by, user)


@transaction.atomic
def revoke_invitation(*, by: User, user: User) -> None:
    """Make the open invitation of a person useless. Raises WrongState when there is none."""
    check_can_manage_people(by)
    user = _locked().get(pk=user.pk)
    if not _revoke_open(user):
        raise WrongState(_("This person has no open invitation."))
    _report(by, Happening.INVITATION_REVOKED, user)


@transaction.atomic
def accept_invitation(*, key: str, name: str, password: str) -> User:
    """Make the invited person active, with this name and (validated) password. The key works once.

    Raises Invitation.DoesNotExist for a forged key, InvitationNotUsable for one that is used, withdrawn or expired.
    """
    invitation = invitation_with_key(key).select_for_update(of=("self", "user"), no_key=True).get()
    check_invitation_open(invitation)
    user = invitation.user
    user.name, user.is_active, user.deactivated_at = name, True, None
    user.set_password(password)
    user.save()
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at", "updated_at"])
    _report(user, Happening.INVITATION_ACCEPTED, user)
    return user


@transaction.atomic
def deactivate(*, by: User, user: User) -> None:
    """Switch an account off: signed out at once and for good (the password goes), everything they did is kept."""
    check_can_manage_people(by)
    user = _locked().get(pk=user.pk)
    check_may_be_deactivated(user, by)
    user.is_active, user.deactivated_at = False, timezone.now()
    user.set_unusable_password()
    user.save()
    _report(by, Happening.DEACTIVATED, user)


@transaction.atomic
def reactivate(*, by: User, user: User) -> str:
    """Let a person come back: they get an invitation and set a new password. Returns the key."""
    check_can_manage_people(by)
    user = _locked().get(pk=user.pk)
    check_may_be_reactivated(user)
    _report(by, Happening.REACTIVATED, user)
    return _send_new_invitation(by, user)


@transaction.atomic
def reset_second_factor(*, by: User, user: User) -> None:
    """Remove all second factors of a person who lost them. Raises WrongState when there are none, or for oneself."""
    check_can_manage_people(by)
    user = _locked().get(pk=user.pk)
    if user.pk == by.pk:
        raise WrongState(_("Change your own second factor on the page of your account."))
    removed, _details = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise WrongState(_("This person has no second factor."))
    _report(by, Happening.SECOND_FACTOR_REMOVED, user)


@transaction.atomic
def change_profile(*, by: User, name: str, unit: str, language: str) -> None:
    """A person changes their own name, unit and language of messages."""
    user = _locked().get(pk=by.pk)
    before = {"name": user.name, "unit": user.unit, "language": user.language}
    after = {"name": name, "unit": unit, "language": language}
    if before == after:
        return
    user.name, user.unit, user.language = name, unit, language
    user.save(update_fields=["name", "unit", "language", "updated_at"])
    _report(user, Happening.PROFILE_CHANGED, user, changed=[field for field in after if before[field] != after[field]])


def report_happening(*, by: User, happening: Happening) -> None:
    """Note in the audit log what a person did with their own account by the pages of allauth."""
    _report(by, happening, by)


def _report(by: User, happening: Happening, user: User, **data: object) -> None:
    report(by=by, verb=happening, target_kind="user", target_id=user.pk, target_label=str(user), data=data)
