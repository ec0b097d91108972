from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """Everything that can be recorded; the label is the sentence's verb phrase."""

    INVITED = "invited", _("invited")
    INVITATION_ACCEPTED = "invitation_accepted", _("accepted the invitation")
    INVITATION_REVOKED = "invitation_revoked", _("revoked the invitation")
    SEAT_GIVEN = "seat_given", _("gave a seat in the team")
    SEAT_ENDED = "seat_ended", _("ended a seat in the team")
    ACCESS_GIVEN = "access_given", _("gave access")
    ACCESS_ENDED = "access_ended", _("ended access")
    IMPORTED = "imported", _("imported")
    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    ADDED = "added", _("added")
    DELETED = "deleted", _("deleted")
    MOVED = "moved", _("moved")
    RESTORED = "restored", _("restored")
    SUBMITTED = "submitted", _("submitted")
    TAKEN_BACK = "taken_back", _("took back")
    RETURNED = "returned", _("returned with reasons")
    ACCEPTED = "accepted", _("accepted")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrew")
    REOPENED = "reopened", _("reopened for editing")
    REMARKED = "remarked", _("left a remark on")
    REPLIED = "replied", _("replied to a remark on")
    RESOLVED = "resolved", _("resolved a remark on")
    ANSWERED = "answered", _("recorded an answer to")
    RENDERED = "rendered", _("made the PDF of")
