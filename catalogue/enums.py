from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Age(models.TextChoices):
    """How long ago a recommendation was first published."""

    QUARTER = "0-3", pgettext_lazy("age of a recommendation", "up to 3 months ago")
    YEAR = "3-12", pgettext_lazy("age of a recommendation", "3 to 12 months ago")
    TWO_YEARS = "12-24", pgettext_lazy("age of a recommendation", "1 to 2 years ago")
    OLDER = "24-", pgettext_lazy("age of a recommendation", "over 2 years ago")
