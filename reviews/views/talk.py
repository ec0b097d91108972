"""What the pages of a thread tell after a text has been saved."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from core.limits import check_limit
from reviews.models import Thread
from reviews.queries import find_mentions, readers_of

#: remarks, replies, suggestions, other words and assignments that a person sends in an hour; others are told of them
MOST_IN_AN_HOUR = 600


def check_pace(request: HttpRequest) -> None:
    """Count one text that others will be told of. Raises TooMany."""
    check_limit("review-text", request.user.pk, amount=MOST_IN_AN_HOUR, seconds=3600)


def tell_of_strangers(request: HttpRequest, thread: Thread, text: str) -> None:
    """Tell the writer whom the text calls in vain: people who cannot read the remark were not told."""
    strangers = find_mentions(text, readers_of(thread.document, thread.audience)).strangers
    if strangers:
        sentence = ngettext(
            "This person was not told, because they cannot read this remark: %(names)s.",
            "These people were not told, because they cannot read this remark: %(names)s.",
            len(strangers),
        )
        messages.warning(request, sentence % {"names": ", ".join(strangers)})
