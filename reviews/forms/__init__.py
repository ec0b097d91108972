"""Forms of the review: notes and reasons, remarks, replies, suggestions, answers."""

from reviews.forms.review import RemarkForm, ReplyForm, ReturnForm, SubmitForm

__all__ = ["RemarkForm", "ReplyForm", "ReturnForm", "SubmitForm"]
