from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: influence and interest run from 1 to 5
GREAT = 4


class StakeholderKind(models.TextChoices):
    CITY_HALL = "city_hall", _("city hall")
    CITY_UNIT = "city_unit", _("city unit")
    COMPANY = "company", _("city company")
    RESIDENTS = "residents", _("residents")
    NGO = "ngo", _("non-governmental organisation")
    BUSINESS = "business", _("business")
    SCIENCE = "science", _("science")
    GOVERNMENT = "government", _("central government")
    OTHER = "other", _("other")


class Attitude(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    NEUTRAL = "neutral", _("neutral")
    OPPOSES = "opposes", _("opposes")
    UNKNOWN = "unknown", _("not known")


class Engagement(models.TextChoices):
    INFORM = "inform", _("we inform")
    CONSULT = "consult", _("we consult")
    INVOLVE = "involve", _("we involve in the work")
    CO_DECIDE = "co_decide", _("we decide together")


class Quadrant(models.TextChoices):
    """What influence and interest ask of the city; from `GREAT` on a value of the scale is great."""

    CLOSE = "close", _("Work closely together")
    SATISFY = "satisfy", _("Keep satisfied")
    INFORM = "inform", _("Keep informed")
    WATCH = "watch", _("Monitor")

    @classmethod
    def of(cls, influence: int, interest: int) -> "Quadrant":
        if influence >= GREAT:
            return cls.CLOSE if interest >= GREAT else cls.SATISFY
        return cls.INFORM if interest >= GREAT else cls.WATCH


class ActionKind(models.TextChoices):
    INVESTMENT = "investment", _("investment")
    ORGANISATION = "organisation", _("organisational")
    LAW = "law", _("legal")
    EDUCATION = "education", _("educational")
    RESEARCH = "research", _("research")
    DIGITAL = "digital", _("digital")


class Priority(models.IntegerChoices):
    HIGH = 1, _("high")
    MEDIUM = 2, _("medium")
    LOW = 3, _("low")


class ActionState(models.TextChoices):
    PLANNED = "planned", _("planned")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    LATE = "late", _("late")
    DROPPED = "dropped", _("dropped")


class FundingSource(models.TextChoices):
    OWN = "own", _("city budget")
    NATIONAL = "national", _("national budget")
    EU = "eu", _("European funds")
    PRIVATE = "private", _("private partner")
    LOAN = "loan", _("loan")
    OTHER = "other", _("other")


class FundingStatus(models.TextChoices):
    SECURED = "secured", _("secured")
    PLANNED = "planned", _("planned")
    SOUGHT = "sought", _("sought")


class IndicatorKind(models.TextChoices):
    OUTPUT = "output", _("output")
    RESULT = "result", _("result")
    IMPACT = "impact", pgettext_lazy("indicator", "impact")


class Frequency(models.TextChoices):
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("every year")
    ONCE = "once", _("once, at the end")


class RiskKind(models.TextChoices):
    FINANCE = "finance", _("financial")
    LAW = "law", _("legal")
    ORGANISATION = "organisation", _("organisational")
    TECHNICAL = "technical", _("technical")
    SOCIAL = "social", _("social")
    ENVIRONMENT = "environment", _("environmental")


class RiskResponse(models.TextChoices):
    AVOID = "avoid", _("avoid")
    REDUCE = "reduce", _("reduce")
    TRANSFER = "transfer", _("transfer")
    ACCEPT = "accept", _("accept")


class Channel(models.TextChoices):
    WEBSITE = "website", _("city website")
    SOCIAL = "social", _("social media")
    PRESS = "press", _("press and radio")
    MEETING = "meeting", _("meeting")
    CONSULTATION = "consultation", _("consultation")
    LEAFLET = "leaflet", _("leaflet or poster")
    EVENT = "event", pgettext_lazy("communication", "event")
    INTERNAL = "internal", _("inside the city hall")


class AnnexKind(models.TextChoices):
    MAP = "map", _("map or drawing")
    ANALYSIS = "analysis", _("analysis")
    RESOLUTION = "resolution", _("resolution")
    PHOTO = "photo", _("photograph")
    TABLE = "table", _("table")
    OTHER = "other", _("other")


class Licence(models.TextChoices):
    CC_BY = "cc_by", _("CC BY 4.0")
    CC0 = "cc0", _("CC0")
    OWN = "own", _("all rights reserved")
