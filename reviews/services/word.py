"""Taking over what was chosen from an edited Word file: all of it, or nothing."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import InvalidInput
from core.richtext import from_plain
from documents.models import Document
from documents.services import lock_document
from reviews.enums import Audience, RemarkKind
from reviews.exchange.labels import folded, words_of
from reviews.exchange.places import Spot
from reviews.exchange.plans import Edit, Leftover, NewRemark, NewReply
from reviews.models import Suggestion, Thread
from reviews.services.comments import reply
from reviews.services.suggestions import suggest
from reviews.services.threads import add_thread

#: items of one import; the file may be sent again for the rest
MOST_ITEMS = 300


@transaction.atomic
def take_over(*, by: User, document: Document, items: Sequence[Any], audience: Audience) -> int:
    """Make suggestions, remarks and replies of what a file brought. Returns how many were made.

    The caller planned the items from the file and from what the document says. Under the document's lock, whatever
    somebody brought in meanwhile is left out. Raises the refusals of the services; nothing is written then.
    """
    document = lock_document(document)
    said, made = _said(by, document), 0
    for item in items[:MOST_ITEMS]:
        match item:
            case Edit():
                made += _suggest(by, document, item, audience)
            case NewRemark() if folded(item.texts[0]) not in said:
                _remark(by, document, item, audience)
                said.add(folded(item.texts[0]))
                made += 1
            case NewReply():
                made += _reply(by, item.thread, item.text)
            case Leftover() if folded(item.remark) not in said:
                _say(by, document, item.spot, item.remark, audience)
                said.add(folded(item.remark))
                made += 1
    return made


def _suggest(by: User, document: Document, edit: Edit, audience: Audience) -> bool:
    spot = edit.spot
    known = Thread.objects.filter(
        document=document, audience=audience, part_id=spot.part_id, field=spot.field, suggestion__proposed=edit.proposed
    )
    if known.exists():
        return False
    text = _("(In Word: %(name)s)") % {"name": ", ".join(edit.authors)} if edit.authors else ""
    if audience == Audience.TEAM:
        _suggest_to_team(by, document, edit, text)
        return True
    suggest(
        by=by,
        document=document,
        part_kind=spot.part_kind,
        part_id=spot.part_id,
        field=spot.field,
        proposed=edit.value,
        text=text,
    )
    return True


def _suggest_to_team(by: User, document: Document, edit: Edit, text: str) -> None:
    """What authors bring is a suggestion on their draft that their team alone reads and decides about."""
    thread = add_thread(
        by=by,
        document=document,
        text=text or _("I suggest this wording."),
        audience=Audience.TEAM,
        **_place(edit.spot),
    )
    Suggestion.objects.create(thread=thread, base=edit.now, proposed=edit.proposed)


def _remark(by: User, document: Document, remark: NewRemark, audience: Audience) -> None:
    thread = _add(by, document, remark, audience)
    for text in remark.texts[1:]:
        reply(by=by, thread=thread, text=from_plain(text))


def _add(by: User, document: Document, remark: NewRemark, audience: Audience) -> Thread:
    """The remark on its words; where they are not found, on the field, with the words quoted. What Word brings is plain
    text: signs in it are no markup.
    """
    text = remark.texts[0]
    place = _place(remark.spot)
    facts: dict[str, Any] = {"by": by, "document": document, "kind": remark.kind, "audience": audience, **place}
    if remark.quote:
        try:
            with transaction.atomic():
                around: dict[str, Any] = {"quote": remark.quote, "before": remark.before, "after": remark.after}
                return add_thread(text=from_plain(text), **around, **facts)
        except InvalidInput:
            quoted = _("On the words “%(words)s”:") % {"words": remark.quote[:300]}
            return add_thread(text=from_plain(f"{quoted}\n\n{text}"), **facts)
    return add_thread(text=from_plain(text), **facts)


def _reply(by: User, thread: Thread, text: str) -> bool:
    if folded(text) in {folded(words_of(comment.text)) for comment in thread.comments.all()}:
        return False
    reply(by=by, thread=thread, text=from_plain(text))
    return True


def _say(by: User, document: Document, spot: Spot, text: str, audience: Audience) -> None:
    facts: dict[str, Any] = {"kind": RemarkKind.SHOULD, "audience": audience, **_place(spot)}
    add_thread(by=by, document=document, text=from_plain(text), **facts)


def _said(by: User, document: Document) -> set[str]:
    """The words with which the person has opened remarks on the document. Two queries."""
    threads = Thread.objects.filter(document=document, opened_by=by).prefetch_related("comments")
    firsts = (min(one.comments.all(), key=lambda comment: comment.created_at, default=None) for one in threads)
    return {folded(words_of(first.text)) for first in firsts if first is not None}


def _place(spot: Spot) -> dict[str, Any]:
    return {"section": spot.section, "part_kind": spot.part_kind, "part_id": spot.part_id, "field": spot.field}
