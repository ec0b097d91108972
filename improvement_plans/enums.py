from django.db import models
from django.utils.translation import gettext_lazy as _


class BarrierKind(models.TextChoices):
    LAW = "law", _("legal")
    FINANCE = "finance", _("financial")
    ORGANISATION = "organisation", _("institutional and organisational")
    KNOWLEDGE = "knowledge", _("of knowledge and skills")
    ATTITUDE = "attitude", _("of attitudes")
    TECHNICAL = "technical", _("technical")
    DATA = "data", _("of data")


class Scale(models.TextChoices):
    LOCAL = "local", _("local")
    REGIONAL = "regional", _("regional")
    NATIONAL = "national", _("national")


class RecommendationKind(models.TextChoices):
    LAW = "law", _("legal")
    FINANCE = "finance", _("financial")
    ORGANISATION = "organisation", _("organisational")
    INFORMATION = "information", _("informational and educational")
    TECHNICAL = "technical", _("technical, standards")
    COMPETENCE = "competence", _("of competences")


class Horizon(models.TextChoices):
    SHORT = "short", _("short: up to 1 year")
    MEDIUM = "medium", _("medium: 1 to 3 years")
    LONG = "long", _("long: over 3 years")


class StateCost(models.TextChoices):
    NONE = "none", _("none or small")
    MEDIUM = "medium", _("moderate")
    HIGH = "high", _("high")
    UNKNOWN = "unknown", _("not estimated")


class Priority(models.IntegerChoices):
    HIGH = 1, _("high")
    MEDIUM = 2, _("medium")
    LOW = 3, _("low")


class Status(models.TextChoices):
    """The public fate of a recommendation."""

    NEW = "new", _("new")
    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly", _("accepted in part")
    RUNNING = "running", _("under way")
    DONE = "done", _("implemented")
    REJECTED = "rejected", _("rejected")
    OBSOLETE = "obsolete", _("no longer relevant")


class InstitutionKind(models.TextChoices):
    MINISTRY = "ministry", _("ministry")
    AGENCY = "agency", _("agency or office")
    BANK = "bank", _("state bank")
    VOIVODESHIP = "voivodeship", _("voivodeship government")
    CITIES = "cities", _("cities")
    OTHER = "other", _("other")
