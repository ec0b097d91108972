from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """States of a document; who moves it from one to another is a table (`documents.policies`)."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for changes")
    ACCEPTED = "accepted", _("Accepted")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Need(models.TextChoices):
    """How much a part or a field is needed. Only MUST blocks submission."""

    MUST = "must", _("Required")
    SHOULD = "should", _("Recommended")
    OPTIONAL = "optional", _("Optional")


class FieldKind(models.TextChoices):
    """How a field is edited, compared and shown; derived from its column (see `documents.parts`)."""

    LINE = "line", _("line of text")
    TEXT = "text", _("text")
    RICH = "rich", _("rich text")
    LINES = "lines", _("list")
    CHOICE = "choice", _("choice")
    INTEGER = "integer", _("whole number")
    NUMBER = "number", _("number")
    MONEY = "money", _("amount")
    MONTH = "month", _("month")
    DATE = "date", _("date")
    YEAR = "year", _("year")
    BOOLEAN = "boolean", _("yes or no")
    ADDRESS = "address", _("web address")
    FILE = "file", _("file")
    ORGANISATION = "organisation", _("organisation")
    ORGANISATIONS = "organisations", _("organisations")
    REFERENCE = "reference", _("link to a row")
    REFERENCES = "references", _("links to rows")


class Operation(models.TextChoices):
    """What a Change did."""

    ADD = "add", _("added")
    EDIT = "edit", _("changed")
    MOVE = "move", _("moved")
    DELETE = "delete", _("deleted")
    RESTORE = "restore", _("restored")


class HeldReason(models.TextChoices):
    """Why a typed text waits instead of being saved."""

    CLASH = "clash", _("somebody changed the same words")
    GONE = "gone", _("somebody deleted the row")
    CLOSED = "closed", _("the document cannot be edited now")


class Purpose(models.TextChoices):
    """Why a Version was frozen."""

    SUBMITTED = "submitted", _("Submitted for review")
    PUBLISHED = "published", _("Published")
    MANUAL = "manual", _("Saved by hand")


class AnchorState(models.TextChoices):
    """What became of a passage that somebody pointed at."""

    EXACT = "exact", _("as it was")
    CHANGED = "changed", _("changed since")
    GONE = "gone", _("no longer there")
