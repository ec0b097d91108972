"""Forms of the review: notes and reasons, remarks, replies, suggestions, answers."""

from reviews.forms.answers import AnswerForm
from reviews.forms.remarks import AssignForm, CommentForm, RemarkForm, ReplyForm
from reviews.forms.review import ReturnForm, SubmitForm
from reviews.forms.rounds import AcceptForm, ExtendForm, InviteForm, OpinionForm, ReopenForm
from reviews.forms.suggestions import AboutForm, DeclineForm, editing_form, wording_form

__all__ = [
    "AboutForm",
    "AcceptForm",
    "AnswerForm",
    "AssignForm",
    "CommentForm",
    "DeclineForm",
    "ExtendForm",
    "InviteForm",
    "OpinionForm",
    "RemarkForm",
    "ReopenForm",
    "ReplyForm",
    "ReturnForm",
    "SubmitForm",
    "editing_form",
    "wording_form",
]
