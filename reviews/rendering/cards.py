"""Remarks as cards beside the text, and their index, each drawn once and kept for all who are shown the same."""

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from reviews.queries import Remark

#: to be raised when reviews/remark.html or reviews/remark_index.html changes
FORMAT = 1
LIFE = 6 * 3600


def draw_cards(context: Any, remarks: Sequence[Remark]) -> dict[UUID, str]:
    """The HTML of remarks by the id of their thread, drawn in the context of the page.

    A card is kept under everything that it shows, so that one which says something else is another card. Suggested
    wording and answers, which depend on more, are drawn every time. Effects: cards are kept in the cache.
    """
    keys = {remark.thread.pk: _key(context, remark) for remark in remarks if _is_plain(remark)}
    kept = cache.get_many(keys.values()) if keys else {}
    card = context.template.engine.get_template("reviews/remark.html")
    # Forms carry the token of their reader; a kept card has a mark in its place.
    mark = salted_hmac(__name__, "token").hexdigest()
    token = str(context.get("csrf_token", ""))
    drawn: dict[UUID, str] = {}
    fresh: dict[str, str] = {}
    for remark in remarks:
        key = keys.get(remark.thread.pk, "")
        html = kept.get(key)
        if html is None:
            with context.push(remark=remark, csrf_token=mark):
                html = str(card.nodelist.render(context))
            if key:
                fresh[key] = html
        drawn[remark.thread.pk] = html.replace(mark, token)
    if fresh:
        cache.set_many(fresh, LIFE)
    return drawn


def draw_index(remarks: Sequence[Remark]) -> SafeString:
    """The index of the remarks as reviews/remark_index.html shows it. Effects: it is kept under all that it shows."""
    shown = [_index_line(remark) for remark in remarks]
    key = f"review-index:{FORMAT}:{get_language()}:{_digest(shown)}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = str(render_to_string("reviews/remark_index.html", {"remarks": remarks}))
        cache.set(key, drawn, LIFE)
    return mark_safe(drawn)  # noqa: S308 - our own template


def _index_line(remark: Remark) -> tuple[Any, ...]:
    thread = remark.thread
    about = (thread.pk, thread.audience, thread.number, thread.kind, thread.state)
    return (*about, remark.is_unseen, str(remark.place))


def _digest(shown: Any) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _is_plain(remark: Remark) -> bool:
    return not remark.has_suggestion and not remark.answers


def _key(context: Any, remark: Remark) -> str:
    """Names all that reviews/remark.html shows of a remark, and the rights of whoever reads it."""
    thread, passage = remark.thread, remark.passage
    rights = [bool(context.get(name)) for name in ("may_talk", "may_edit", "is_judge", "is_author")]
    said = [(comment.pk, comment.updated_at) for comment in remark.comments]
    words = (passage.state, passage.quote) if passage else None
    about = (thread.pk, thread.updated_at, thread.state, thread.assigned_label, str(thread.resolved_by))
    is_own = thread.opened_by_id == context["user"].pk
    shown = (remark.place, remark.is_gone, remark.is_unseen, words, is_own, context.get("next", ""))
    return f"review-card:{FORMAT}:{get_language()}:{_digest((about, said, shown, rights))}"
