from django.db import models
from django.utils.translation import pgettext_lazy


class BarrierKind(models.TextChoices):
    LAW = "law", pgettext_lazy("kind of barrier", "legal")
    FINANCE = "finance", pgettext_lazy("kind of barrier", "financial")
    ORGANISATION = "organisation", pgettext_lazy("kind of barrier", "institutional and organisational")
    KNOWLEDGE = "knowledge", pgettext_lazy("kind of barrier", "of knowledge and skills")
    ATTITUDE = "attitude", pgettext_lazy("kind of barrier", "of attitudes")
    TECHNICAL = "technical", pgettext_lazy("kind of barrier", "technical")
    DATA = "data", pgettext_lazy("kind of barrier", "of data")


class Scale(models.TextChoices):
    LOCAL = "local", pgettext_lazy("scale of a barrier", "local")
    REGIONAL = "regional", pgettext_lazy("scale of a barrier", "regional")
    NATIONAL = "national", pgettext_lazy("scale of a barrier", "national")


class RecommendationKind(models.TextChoices):
    LAW = "law", pgettext_lazy("kind of recommendation", "legal")
    FINANCE = "finance", pgettext_lazy("kind of recommendation", "financial")
    ORGANISATION = "organisation", pgettext_lazy("kind of recommendation", "organisational")
    INFORMATION = "information", pgettext_lazy("kind of recommendation", "informational and educational")
    TECHNICAL = "technical", pgettext_lazy("kind of recommendation", "technical, standards")
    COMPETENCE = "competence", pgettext_lazy("kind of recommendation", "of competences")


class Horizon(models.TextChoices):
    SHORT = "short", pgettext_lazy("horizon", "short: up to 1 year")
    MEDIUM = "medium", pgettext_lazy("horizon", "medium: 1 to 3 years")
    LONG = "long", pgettext_lazy("horizon", "long: over 3 years")


class StateCost(models.TextChoices):
    NONE = "none", pgettext_lazy("cost to the state", "none or small")
    MEDIUM = "medium", pgettext_lazy("cost to the state", "moderate")
    HIGH = "high", pgettext_lazy("cost to the state", "high")
    UNKNOWN = "unknown", pgettext_lazy("cost to the state", "not estimated")


class Priority(models.IntegerChoices):
    HIGH = 1, pgettext_lazy("priority of a recommendation", "high")
    MEDIUM = 2, pgettext_lazy("priority of a recommendation", "medium")
    LOW = 3, pgettext_lazy("priority of a recommendation", "low")


class Status(models.TextChoices):
    """What one addressee does about a recommendation, and the public fate of the whole."""

    NEW = "new", pgettext_lazy("status of a recommendation", "without an answer")
    ANALYSIS = "analysis", pgettext_lazy("status of a recommendation", "under analysis")
    ACCEPTED = "accepted", pgettext_lazy("status of a recommendation", "accepted")
    PARTLY = "partly", pgettext_lazy("status of a recommendation", "accepted in part")
    RUNNING = "running", pgettext_lazy("status of a recommendation", "under way")
    DONE = "done", pgettext_lazy("status of a recommendation", "implemented")
    ALREADY = "already", pgettext_lazy("status of a recommendation", "already done before")
    REJECTED = "rejected", pgettext_lazy("status of a recommendation", "rejected")
    OBSOLETE = "obsolete", pgettext_lazy("status of a recommendation", "no longer relevant")
    CLOSED = "closed", pgettext_lazy("status of a recommendation", "closed without action")


class Overdue(models.TextChoices):
    """Why the course of a recommendation is overdue."""

    ANSWER = "answer", pgettext_lazy("overdue recommendation", "no answer in time")
    PLANNED = "planned", pgettext_lazy("overdue recommendation", "the planned date has passed")
    SILENT = "silent", pgettext_lazy("overdue recommendation", "no news for long")


class Helped(models.TextChoices):
    """What a city says of the effect of a recommendation."""

    YES = "yes", pgettext_lazy("did it help?", "yes, it helped")
    PARTLY = "partly", pgettext_lazy("did it help?", "in part")
    NO = "no", pgettext_lazy("did it help?", "no, it did not help")
    EARLY = "early", pgettext_lazy("did it help?", "too early to say")


class FlagState(models.TextChoices):
    """What became of a barrier that a city's team reported."""

    OPEN = "open", pgettext_lazy("state of a reported barrier", "waits for the editors")
    MERGED = "merged", pgettext_lazy("state of a reported barrier", "taken into the plan")
    DECLINED = "declined", pgettext_lazy("state of a reported barrier", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a reported barrier", "taken back by the city")


class EvidenceKind(models.TextChoices):
    """What shows that a barrier is real."""

    FLAG = "flag", pgettext_lazy("evidence of a barrier", "reported by a city")
    PASSAGE = "passage", pgettext_lazy("evidence of a barrier", "written in a municipal action plan")
    MEETING = "meeting", pgettext_lazy("evidence of a barrier", "said at a meeting")


class InstitutionKind(models.TextChoices):
    MINISTRY = "ministry", pgettext_lazy("kind of institution", "ministry")
    AGENCY = "agency", pgettext_lazy("kind of institution", "agency or office")
    BANK = "bank", pgettext_lazy("kind of institution", "state bank")
    VOIVODESHIP = "voivodeship", pgettext_lazy("kind of institution", "voivodeship government")
    CITIES = "cities", pgettext_lazy("kind of institution", "cities")
    OTHER = "other", pgettext_lazy("kind of institution", "other")
