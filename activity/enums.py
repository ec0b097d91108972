from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verb(models.TextChoices):
    """Everything that can be recorded. The label stands before a colon and the target: "Published: <title>"."""

    INVITED = "invited", pgettext_lazy("event", "Invited")
    INVITATION_ACCEPTED = "invitation_accepted", pgettext_lazy("event", "Invitation accepted")
    INVITATION_REVOKED = "invitation_revoked", pgettext_lazy("event", "Invitation withdrawn")
    DEACTIVATED = "deactivated", pgettext_lazy("event", "Account switched off")
    REACTIVATED = "reactivated", pgettext_lazy("event", "Account opened again")
    PROFILE_CHANGED = "profile_changed", pgettext_lazy("event", "Personal data changed")
    SIGNED_IN = "signed_in", pgettext_lazy("event", "Signed in")
    PASSWORD_CHANGED = "password_changed", pgettext_lazy("event", "Password changed")
    EMAIL_CHANGED = "email_changed", pgettext_lazy("event", "E-mail changed")
    SECOND_FACTOR_ADDED = "second_factor_added", pgettext_lazy("event", "Second factor added")
    SECOND_FACTOR_REMOVED = "second_factor_removed", pgettext_lazy("event", "Second factor removed")
    SEAT_GIVEN = "seat_given", pgettext_lazy("event", "Seat in the team given")
    SEAT_ENDED = "seat_ended", pgettext_lazy("event", "Seat in the team ended")
    ACCESS_GIVEN = "access_given", pgettext_lazy("event", "Access given")
    ACCESS_ENDED = "access_ended", pgettext_lazy("event", "Access ended")
    IMPORTED = "imported", pgettext_lazy("event", "Imported")
    CREATED = "created", pgettext_lazy("event", "Created")
    CHANGED = "changed", pgettext_lazy("event", "Changed")
    ADDED = "added", pgettext_lazy("event", "Added")
    DELETED = "deleted", pgettext_lazy("event", "Deleted")
    MOVED = "moved", pgettext_lazy("event", "Moved")
    RESTORED = "restored", pgettext_lazy("event", "Restored")
    SUBMITTED = "submitted", pgettext_lazy("event", "Submitted for review")
    TAKEN_BACK = "taken_back", pgettext_lazy("event", "Taken back")
    RETURNED = "returned", pgettext_lazy("event", "Returned for changes")
    ACCEPTED = "accepted", pgettext_lazy("event", "Accepted")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    SCHEDULED = "scheduled", pgettext_lazy("event", "Publication planned")
    UNSCHEDULED = "unscheduled", pgettext_lazy("event", "Planned publication cancelled")
    HELD_BACK = "held_back", pgettext_lazy("event", "Planned publication held back")
    PDF_FAILED = "pdf_failed", pgettext_lazy("event", "The PDF of a published document could not be made")
    WITHDRAWN = "withdrawn", pgettext_lazy("event", "Withdrawn from publication")
    REOPENED = "reopened", pgettext_lazy("event", "Opened again for editing")
    REMARKED = "remarked", pgettext_lazy("event", "Remark")
    REPLIED = "replied", pgettext_lazy("event", "Reply to a remark")
    RESOLVED = "resolved", pgettext_lazy("event", "Remark resolved")
    REMARK_REOPENED = "remark_reopened", pgettext_lazy("event", "Remark opened again")
    MENTIONED = "mentioned", pgettext_lazy("event", "You were mentioned in a remark")
    ASSIGNED = "assigned", pgettext_lazy("event", "Remark assigned")
    SUGGESTED = "suggested", pgettext_lazy("event", "Suggested edit")
    SUGGESTION_TAKEN = "suggestion_taken", pgettext_lazy("event", "Suggested edit accepted")
    SUGGESTION_DECLINED = "suggestion_declined", pgettext_lazy("event", "Suggested edit declined")
    REMARK_ANSWERED = "remark_answered", pgettext_lazy("event", "Remark answered")
    REVIEW_STARTED = "review_started", pgettext_lazy("event", "Review started")
    REVIEW_EXTENDED = "review_extended", pgettext_lazy("event", "Review date changed")
    REVIEW_REOPENED = "review_reopened", pgettext_lazy("event", "Review opened again")
    REVIEWER_ADDED = "reviewer_added", pgettext_lazy("event", "Reviewer added")
    REVIEWER_REMOVED = "reviewer_removed", pgettext_lazy("event", "Reviewer removed")
    OPINION_GIVEN = "opinion_given", pgettext_lazy("event", "Opinion of a reviewer")
    DRAFT_MOVED_ON = "draft_moved_on", pgettext_lazy("event", "The draft has moved on")
    REMINDED = "reminded", pgettext_lazy("event", "Reminder")
    OVERDUE = "overdue", pgettext_lazy("event", "Past its date")
    RATED = "rated", pgettext_lazy("event", "A city said whether it helped")
    ANSWERED = "answered", pgettext_lazy("event", "Response recorded")
    FLAGGED = "flagged", pgettext_lazy("event", "Barrier reported")
    FLAG_WITHDRAWN = "flag_withdrawn", pgettext_lazy("event", "Reported barrier taken back")
    FLAG_MERGED = "flag_merged", pgettext_lazy("event", "Reported barrier taken into the plan")
    FLAG_DECLINED = "flag_declined", pgettext_lazy("event", "Reported barrier declined")
    FLAG_REOPENED = "flag_reopened", pgettext_lazy("event", "Reported barrier waits again")
    RENDERED = "rendered", pgettext_lazy("event", "PDF made")
    ADDRESS_FAILED = "address_failed", pgettext_lazy("event", "E-mails do not reach this person")


class Rhythm(models.TextChoices):
    """When a person gets the notices by e-mail. All of them wait in the portal at once."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    WAITING = "waiting", _("Once a day, only what waits for me")
    OFF = "off", _("Never: I read them in the portal only")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class MailState(models.TextChoices):
    """The way of one e-mail through the outbox (decision 24)."""

    READY = "ready", pgettext_lazy("e-mail", "Waiting to be sent")
    CLAIMED = "claimed", pgettext_lazy("e-mail", "Being sent")
    HANDING = "handing", pgettext_lazy("e-mail", "Handed over, not confirmed")
    SENT = "sent", pgettext_lazy("e-mail", "Sent")
    REFUSED = "refused", pgettext_lazy("e-mail", "Refused by the mail server")
    GIVEN_UP = "given_up", pgettext_lazy("e-mail", "Given up after many tries")
    DROPPED = "dropped", pgettext_lazy("e-mail", "Not sent: the person gets no e-mails any more")


class FailureSource(models.TextChoices):
    SERVER = "server", _("The mail server refused it.")
    BOUNCE = "bounce", _("It came back.")
