from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in the programme; the scope (city, network, institution) is stored by the app that owns it."""

    TEAM_MEMBER = "team_member", _("City team member")
    EXPERT = "expert", _("Network expert")
    PU_EDITOR = "pu_editor", _("Improvement Plan editor")
    MINISTRY = "ministry", _("Ministry staff")
    COORDINATOR = "coordinator", _("Coordinator")


SECOND_FACTOR_ROLES = frozenset({Role.COORDINATOR, Role.EXPERT})


class PersonState(models.TextChoices):
    """Whether a person can sign in, and why not."""

    ACTIVE = "active", _("Active account")
    INVITED = "invited", _("Invited")
    LAPSED = "lapsed", _("Invitation not valid")
    DEACTIVATED = "deactivated", _("Account switched off")


class Happening(models.TextChoices):
    """What this app reports to the audit log; the words for them are those of `activity.enums.Verb`."""

    INVITED = "invited"
    INVITATION_ACCEPTED = "invitation_accepted"
    INVITATION_REVOKED = "invitation_revoked"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"
    PROFILE_CHANGED = "profile_changed"
    SIGNED_IN = "signed_in"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    EMAIL_CHANGED = "email_changed"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
