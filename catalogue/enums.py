from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What search finds. The values of documents are those of `documents`' kinds."""

    CITY = "city", _("city")
    NETWORK = "network", _("thematic network")
    INITIATIVE = "mid", _("Municipal Action Plan")
    PLAN = "pu", _("Improvement Plan")
    RECOMMENDATION = "recommendation", _("recommendation")
    PRACTICE = "practice", _("good practice")
    BARRIER = "barrier", _("barrier")
    MATERIAL = "material", _("meeting material")
