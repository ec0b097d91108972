from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    RETURNED = "returned", _("returned for changes")
    ACCEPTED = "accepted", _("accepted")
    TAKEN_BACK = "taken_back", _("taken back by the city")


class ThreadState(models.TextChoices):
    OPEN = "open", _("open")
    RESOLVED = "resolved", _("resolved")
