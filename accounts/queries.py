"""Reads of people and invitations."""

import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.enums import PersonState, Role
from accounts.models import Invitation, User
from accounts.permissions import can_manage_people
from core.models import PolishOrder

#: recovery codes alone are not a second factor: they only replace a lost one
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def people_visible_to(user: Any) -> QuerySet[User]:
    """Coordinators see everybody, other people only themselves; each row with its `state`, in Polish order."""
    people = User.objects.all() if can_manage_people(user) else User.objects.filter(pk=user.pk)
    return people.annotate(state=_state(), has_second_factor=_has_second_factor()).order_by(PolishOrder("name"), "pk")


def _state() -> Case:
    """The state of a person as one SQL expression, so that lists can filter by it."""
    usable = Invitation.objects.filter(
        user=OuterRef("pk"), accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
    )
    return Case(
        When(is_active=True, then=Value(PersonState.ACTIVE.value)),
        When(Exists(usable), then=Value(PersonState.INVITED.value)),
        When(deactivated_at__isnull=False, then=Value(PersonState.DEACTIVATED.value)),
        default=Value(PersonState.LAPSED.value),
        output_field=CharField(),
    )


def _has_second_factor() -> Exists:
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS))


def filter_people(
    people: QuerySet[User], *, words: str = "", role: Role | str = "", state: PersonState | str = ""
) -> QuerySet[User]:
    """People whose name, e-mail or unit has every one of the `words`; empty filters leave all."""
    for word in words.split():
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(unit__icontains=word))
    if role:
        people = people.filter(role=role)
    if state:
        people = people.filter(Q(("state", state)))
    return people


def invitations_of(user: User) -> QuerySet[Invitation]:
    """All invitations of a person, the newest first."""
    return Invitation.objects.filter(user=user).select_related("invited_by")


def key_hash(key: str) -> str:
    """What is stored of an invitation's key: its SHA-256."""
    return hashlib.sha256(key.encode()).hexdigest()


def invitation_with_key(key: str) -> QuerySet[Invitation]:
    """The invitation with this key (none when the key is forged), whatever its state."""
    return Invitation.objects.filter(key_hash=key_hash(key)).select_related("user")
