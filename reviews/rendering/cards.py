"""Remarks as cards beside the text, and their index, each drawn once and kept for all who are shown the same."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from reviews.queries import Remark, read_whole

#: to be raised when reviews/remark.html, what it includes, or reviews/remark_index.html changes
FORMAT = 3
LIFE = 6 * 3600
#: what a card asks of the rights of whoever reads it; `is_author` also decides which answers are read
RIGHTS = ("may_talk", "may_edit", "is_judge", "is_author", "reads_draft")


def draw_cards(
    remarks: Sequence[Remark], facts: Mapping[str, Any], *, user: Any, token: str, next_page: str = ""
) -> dict[UUID, SafeString]:
    """The HTML of remarks by the id of their thread. `facts` are the document and the `RIGHTS` of the user; forms carry
    the token, and lead back to `next_page`.

    A card is kept under everything that it shows, so that one which says something else is another card; only for
    those that are not there yet is the talk read (three queries). Effects: cards are kept in the cache.
    """
    shown = {"document": facts["document"], "user": user, "next": next_page, **{name: facts[name] for name in RIGHTS}}
    about = _about_reader(shown)
    keys = {remark.thread.pk: _key(remark, about, user) for remark in remarks}
    kept = cache.get_many(keys.values()) if keys else {}
    missing = [remark for remark in remarks if keys[remark.thread.pk] not in kept]
    # Forms carry the token of their reader; a kept card has a mark in its place.
    mark = salted_hmac(__name__, "token").hexdigest()
    fresh = {
        keys[remark.thread.pk]: _draw(remark, {**shown, "csrf_token": mark})
        for remark in read_whole(missing, with_drafts=facts["is_author"])
    }
    if fresh:
        cache.set_many(fresh, LIFE)
    drawn = kept | fresh
    return {
        thread: mark_safe(drawn[key].replace(mark, token))  # noqa: S308 - our own template
        for thread, key in keys.items()
        if key in drawn
    }


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


def _draw(remark: Remark, shown: dict[str, Any]) -> str:
    card = Engine.get_default().get_template("reviews/remark.html")
    return str(card.render(Context({**shown, "remark": remark})))


def _about_reader(shown: Mapping[str, Any]) -> str:
    """The language, the document as cards name it, the rights of the reader, and where forms lead back to."""
    document = shown["document"]
    rights = [bool(shown[name]) for name in RIGHTS]
    return _digest((get_language(), document.slug, document.language, document.kind, rights, shown["next"]))


def _key(remark: Remark, about: str, user: Any) -> str:
    """Names all that reviews/remark.html shows of a remark to such a reader."""
    thread, passage, brief = remark.thread, remark.passage, remark.brief
    if brief is None:
        raise ValueError("a card is found by the stamp of a remark that was read in brief")
    words = (passage.state, passage.quote) if passage else None
    shown = (str(remark.place), remark.is_gone, remark.is_unseen, words, thread.opened_by_id == user.pk)
    return f"review-card:{FORMAT}:{thread.pk.hex}:{_digest((brief.stamp, about, shown))}"
