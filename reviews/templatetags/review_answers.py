"""Tags of suggestions and answers: `{% load review_answers %}`. None of them asks the database."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from documents.models import Document
from reviews.models import Answer, Thread
from reviews.queries.labels import name_of_change
from reviews.rendering import Proposal, proposal

register = template.Library()
register.filter("change_name", name_of_change)


@register.simple_tag
def proposal_of(thread: Thread, document: Document) -> Proposal | None:
    """The suggested edit of a thread that was read with its suggestion; None where it has none."""
    return proposal(thread, document.kind)


@register.simple_tag
def reads_reason(thread: Thread, is_author: bool) -> bool:
    """Whether the person reads what the authors decided on a suggestion and why: the reviewers once it was sent.

    A decision is sent with the first submission after it; answers sent before say nothing of it.
    """
    return is_author or _was_sent(thread)


def _was_sent(thread: Thread) -> bool:
    decided_at = thread.suggestion.decided_at
    sent = [one.sent_with for one in thread.answers.all() if one.sent_with_id is not None]
    return decided_at is not None and any(one.created_at >= decided_at for one in sent if one is not None)


@register.simple_tag
def shown_answers(remark: Any, is_author: bool) -> list[Answer]:
    """The answers of a remark that the person reads: those not sent yet are the authors' own."""
    return [one for one in remark.answers if is_author or one.sent_with_id is not None]


@register.simple_tag
def changes_url(document: Document, answer: Answer, place: dict[str, str]) -> str:
    """Where the change that met a remark is shown: from the reviewed Version to the one that the answer came with."""
    until = str(answer.sent_with.version.number) if answer.sent_with else "teraz"
    query = urlencode({"od": answer.round.version.number, "do": until})
    field = f"-{place['field']}" if place.get("field") else ""
    return f"{reverse('review_changes', args=[document.slug])}?{query}#zmiana-{place['part_id']}{field}"
