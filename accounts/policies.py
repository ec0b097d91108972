"""What the state of an account or an invitation allows."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.exceptions import InvitationNotUsable
from accounts.models import Invitation, User
from core.exceptions import WrongState


def check_may_be_invited(user: User) -> None:
    """An active person has an account already."""
    if user.is_active:
        raise WrongState(_("This person has an account already."))


def check_invitation_open(invitation: Invitation) -> None:
    """An invitation works once, until it expires or is withdrawn. Raises InvitationNotUsable saying which."""
    if invitation.accepted_at:
        raise InvitationNotUsable(_("This invitation has been used. Sign in with your e-mail and password."))
    if invitation.revoked_at:
        raise InvitationNotUsable(_("This invitation is no longer valid. Look for a newer one in your mailbox."))
    if invitation.expires_at <= timezone.now():
        raise InvitationNotUsable(_("This invitation has expired. Ask your coordinator for a new one."))


def check_may_be_deactivated(user: User, by: User) -> None:
    """Nobody switches off their own account, so one coordinator always remains."""
    if user.pk == by.pk:
        raise WrongState(_("You cannot switch off your own account."))
    if not user.is_active:
        raise WrongState(_("This account is not active."))


def check_may_be_reactivated(user: User) -> None:
    if user.is_active or user.deactivated_at is None:
        raise WrongState(_("This account is not switched off."))
