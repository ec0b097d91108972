from django.db import models
from django.utils.translation import pgettext_lazy


class Verdict(models.TextChoices):
    RETURNED = "returned", pgettext_lazy("verdict", "returned for changes")
    ACCEPTED = "accepted", pgettext_lazy("verdict", "accepted")
    TAKEN_BACK = "taken_back", pgettext_lazy("verdict", "taken back by the authors")


class ThreadState(models.TextChoices):
    OPEN = "open", pgettext_lazy("state of a remark", "open")
    RESOLVED = "resolved", pgettext_lazy("state of a remark", "resolved")
