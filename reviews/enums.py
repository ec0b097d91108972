from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundState(models.TextChoices):
    """States of a round; the moves between them are a table (`reviews.policies.rounds`)."""

    SUBMITTED = "submitted", pgettext_lazy("state of a round", "waits for the reviewers")
    IN_REVIEW = "in_review", pgettext_lazy("state of a round", "under review")
    RETURNED = "returned", pgettext_lazy("state of a round", "returned for changes")
    ACCEPTED = "accepted", pgettext_lazy("state of a round", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a round", "taken back by the authors")


OPEN_ROUND = (RoundState.SUBMITTED, RoundState.IN_REVIEW)


class Opinion(models.TextChoices):
    """What one reviewer thinks of the version; the lead reviewer's verdict ends the round."""

    RETURN = "return", pgettext_lazy("opinion of a reviewer", "should be returned")
    ACCEPT = "accept", pgettext_lazy("opinion of a reviewer", "can be accepted")


class Met(models.TextChoices):
    """How far a version meets a criterion."""

    YES = "yes", pgettext_lazy("criterion", "met")
    PARTLY = "partly", pgettext_lazy("criterion", "partly met")
    NO = "no", pgettext_lazy("criterion", "not met")


class ThreadState(models.TextChoices):
    OPEN = "open", pgettext_lazy("state of a remark", "open")
    RESOLVED = "resolved", pgettext_lazy("state of a remark", "resolved")


class RemarkKind(models.TextChoices):
    """How much a remark asks for. MUST and SHOULD want an answer before the document is submitted again."""

    MUST = "must", pgettext_lazy("kind of a remark", "must be changed")
    SHOULD = "should", pgettext_lazy("kind of a remark", "should be changed")
    CONSIDER = "consider", pgettext_lazy("kind of a remark", "worth considering")
    PRAISE = "praise", pgettext_lazy("kind of a remark", "praise")


WANT_ANSWER = frozenset({RemarkKind.MUST, RemarkKind.SHOULD})


class Audience(models.TextChoices):
    """Who reads a thread. A private note never leaves its side: no page, count, search, file, mail or figure."""

    ALL = "all", pgettext_lazy("who reads it", "authors and reviewers")
    REVIEWERS = "reviewers", pgettext_lazy("who reads it", "reviewers only")
    TEAM = "team", pgettext_lazy("who reads it", "our team only")


class SuggestionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("state of a suggested edit", "waits for the authors")
    ACCEPTED = "accepted", pgettext_lazy("state of a suggested edit", "accepted")
    EDITED = "edited", pgettext_lazy("state of a suggested edit", "accepted with changes")
    DECLINED = "declined", pgettext_lazy("state of a suggested edit", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a suggested edit", "taken back")


class Outcome(models.TextChoices):
    """How the authors answer a remark."""

    DONE = "done", pgettext_lazy("answer to a remark", "done")
    PARTLY = "partly", pgettext_lazy("answer to a remark", "done in part")
    NOT = "not", pgettext_lazy("answer to a remark", "not done")


class AppliesTo(models.TextChoices):
    """The kind of document that a criterion is for; the keys are those of `documents.parts`."""

    MID = "mid", _("City plans")
    PU = "pu", _("Improvement Plans")


class Side(models.TextChoices):
    """Whose move it is with a document."""

    AUTHORS = "authors", pgettext_lazy("whose move it is", "the authors")
    REVIEWERS = "reviewers", pgettext_lazy("whose move it is", "the reviewers")
    COORDINATOR = "coordinator", pgettext_lazy("whose move it is", "the coordinator")
    NOBODY = "nobody", pgettext_lazy("whose move it is", "nobody")
