from django.db import models
from django.utils.translation import gettext_lazy as _


class Shape(models.TextChoices):
    """The sign that goes with a network's colour, so that colour is never alone."""

    CIRCLE = "circle", _("circle")
    SQUARE = "square", _("square")
    DIAMOND = "diamond", _("diamond")
    TRIANGLE = "triangle", _("triangle")


class SpecialistKind(models.TextChoices):
    EXPERT = "expert", _("expert")
    PU_EDITOR = "pu_editor", _("Improvement Plan editor")


class MeetingKind(models.TextChoices):
    """All kinds of meetings that the programme's leaflet names."""

    NETWORK = "network", _("network meeting")
    JOINT = "joint", _("joint meeting of networks")
    WORKSHOP = "workshop", _("workshop")
    STUDY_VISIT = "study_visit", _("study visit")
    ADVICE = "advice", _("individual advice")
    ONLINE = "online", _("online meeting")
    OPENING = "opening", _("opening conference")
    CLOSING = "closing", _("closing conference")


class MeetingMode(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("hybrid")
