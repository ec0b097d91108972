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
