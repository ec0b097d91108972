"""One text that waits for its author, with what can be done about it: a page, and the same as a fragment.

Only the author of a text ever sees it. Somebody who has left the team still reads and copies their own words, but
nothing of the document: the words are theirs, the document is not any more.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.comparing import pieces
from core.exceptions import Refusal
from core.richtext import plain
from documents.enums import FieldKind, HeldReason
from documents.exceptions import TypedOn
from documents.forms import PartForm, part_form
from documents.forms.data import field_data
from documents.forms.parts import HIDDEN
from documents.models import Document, HeldText
from documents.parts import BoundField, PartKind, document_kind
from documents.policies import is_editable
from documents.queries import (
    documents_visible_to,
    last_author,
    open_held_texts,
    place_address,
    stored,
    workbench_address,
)
from documents.rendering import display
from documents.services import Saved, copy_held, discard_held, kind_of, save_held_again, settle_held
from documents.services.held import mark_of
from documents.services.joining import join_texts
from documents.services.values import from_stored
from documents.views.answers import answer
from documents.views.common import frame, is_author, open_document
from documents.views.save import told
from documents.views.saving import request_key, sent_version

SAVING = ("mine", "both", "edited")


@dataclass(frozen=True)
class Waiting:
    """One text that waits, its document, its row (None: never added), and what its author may see and do."""

    held: HeldText
    document: Document
    kind: PartKind
    part: Any
    is_visible: bool
    may_write: bool

    @property
    def bound(self) -> BoundField:
        return self.kind.field(self.held.field)

    @property
    def is_live(self) -> bool:
        return self.part is not None and self.part.deleted_at is None

    @property
    def address(self) -> str:
        return workbench_address(self.document, "held_text", self.held.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def held_text(request: HttpRequest, kind: str, slug: str, held_id: UUID) -> HttpResponse:
    waiting = find_waiting(request, kind, slug, held_id)
    if request.method != "POST":
        return held_page(request, waiting)
    choice = request.POST.get("choice", "")
    try:
        if choice in ("theirs", "discard"):
            discard_held(by=request.user, held=waiting.held, seen=request.POST.get("seen", ""))  # type: ignore[arg-type]
            return _settled(request, waiting)
        return _settle(request, waiting, choice)
    except TypedOn as refusal:
        if _is_fragment(request):
            return answer(request, "clash", refusal.status, message=str(refusal))
        return held_page(request, _again(request, waiting), sentences=[str(refusal)], status=refusal.status)
    except Refusal as refusal:
        return _refused(request, waiting, [str(refusal)], status=refusal.status)


def _settle(request: HttpRequest, waiting: Waiting, choice: str) -> HttpResponse:
    by: Any = request.user
    if choice == "again":
        return _after(request, waiting, save_held_again(by=by, held=waiting.held))
    if choice == "copy":
        copy_held(by=by, held=waiting.held)
        return _settled(request, waiting)
    if choice not in SAVING:
        return _refused(request, waiting, [_("Choose what to do with your text.")], status=422)
    form = edited_form(waiting, request.POST if choice == "edited" else None)
    if choice == "edited" and not form.is_valid():
        return held_page(request, waiting, form=form, status=422)
    facts: dict[str, Any] = {"version": sent_version(request), "request_key": request_key(request)}
    facts["seen"] = request.POST.get("seen", "")
    if choice == "edited":
        facts["edited"] = form.values.get(waiting.held.field)
    saved = settle_held(by=by, held=waiting.held, choice=choice, **facts)
    return _after(request, waiting, saved)


def _after(request: HttpRequest, waiting: Waiting, saved: Saved) -> HttpResponse:
    """What a save led to: the text is settled, or clashes with something newer and is shown again."""
    if _is_fragment(request):
        return told(request, waiting.document, waiting.kind, waiting.held.part_id, saved, None)
    if saved.errors:
        return _refused(request, waiting, [text for texts in saved.errors.values() for text in texts], status=422)
    if saved.refusal is not None:
        return held_page(request, _again(request, waiting), sentences=[str(saved.refusal)], status=409)
    return _settled(request, waiting)


def _settled(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """Go on: to the next text of the same row that waits, or to the place in the document."""
    now = _again(request, waiting)
    if _is_fragment(request):
        version = now.part.version if now.part else 0
        values = {}
        if now.is_visible and now.is_live:
            data = field_data(now.bound, stored(now.part, now.bound))
            values[now.held.field] = {"data": data, "version": version}
        key, revision = str(now.held.part_id), now.document.revision
        return answer(request, "settled", id=key, version=version, revision=revision, values=values)
    messages.success(request, _("Your decision has been saved."))
    left = open_held_texts(now.document, request.user).filter(part_id=now.held.part_id).first()
    if left is not None:
        return redirect(workbench_address(now.document, "held_text", left.pk))
    if not now.is_visible:
        return redirect("desk")
    return redirect(place_address(now.document, now.kind, now.held.part_id if now.is_live else None))


def held_page(
    request: HttpRequest,
    waiting: Waiting,
    *,
    form: PartForm | None = None,
    sentences: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page about one text, or its inner part alone for a dialog."""
    if form is not None and _is_fragment(request) and request.method == "POST":
        errors, whole = form.sentences()
        return answer(request, "invalid", status, errors=errors, form=whole)
    context = {**_context(request, waiting, form), "sentences": sentences or []}
    if not waiting.is_visible:
        return render(request, "documents/workbench/held_alone.html", context, status=status)
    if _is_fragment(request):
        return render(request, "documents/workbench/held_text.html", context, status=status)
    section = document_kind(waiting.document.kind).section_of(waiting.kind)
    opened = open_document(request, waiting.document.kind, waiting.document.slug)
    return render(request, "documents/workbench/held.html", {**frame(opened, section), **context}, status=status)


def _refused(request: HttpRequest, waiting: Waiting, sentences: list[str], *, status: int) -> HttpResponse:
    if _is_fragment(request):
        return answer(request, "invalid", status, errors={}, form=sentences)
    return held_page(request, waiting, sentences=sentences, status=status)


def edited_form(waiting: Waiting, data: Any = None) -> PartForm:
    """The form with the one field that clashes, filled with the author's own text."""
    form = part_form(waiting.kind, waiting.document, data, part=waiting.part, only=(waiting.held.field,))
    form.auto_id = f"held_{waiting.kind.key}_%s"
    for name in HIDDEN:
        form.fields.pop(name, None)
    if waiting.held.field in form.fields:
        form.initial[waiting.held.field] = from_stored(waiting.bound, waiting.held.mine)
    return form


def _context(request: HttpRequest, waiting: Waiting, form: PartForm | None) -> dict[str, Any]:
    held, bound = waiting.held, waiting.bound
    is_clash = held.reason == HeldReason.CLASH and waiting.is_live
    shown = form or edited_form(waiting)
    words = {"mine": words_of(shown, bound, held.mine), "base": words_of(shown, bound, held.base)}
    theirs = words_of(shown, bound, stored(waiting.part, bound)) if waiting.is_visible and waiting.part else ""
    mine_pieces, theirs_pieces = pieces(words["mine"], theirs) if is_clash else ([], [])
    may_save = waiting.may_write and waiting.held.settled_at is None
    return {
        "held": held,
        "waiting": waiting,
        "label": capfirst(bound.label),
        "row": str(waiting.part) if waiting.is_visible and waiting.part and waiting.kind.many else "",
        "mine": words["mine"],
        "beside": _beside(request, waiting) if not is_clash else [],
        "base": words["base"] if waiting.is_visible else "",
        "mine_pieces": mine_pieces,
        "theirs_pieces": theirs_pieces,
        "who": _who(waiting),
        "version": waiting.part.version if waiting.part else 0,
        "is_clash": is_clash,
        "is_gone": not waiting.is_live and waiting.part is not None,
        "is_settled": held.settled_at is not None,
        "may_save": may_save,
        "may_join": join_texts(bound, held.mine, held.mine) is not None,
        "may_copy": waiting.kind.many,
        "edited": shown[held.field] if may_save and is_clash and held.field in shown.fields else None,
        "form": shown,
        "forms_have_rich_text": bound.kind == FieldKind.RICH,
        "url": waiting.address,
        "request_key": uuid4(),
        "seen": mark_of(held),
    }


def _who(waiting: Waiting) -> str:
    """The person who deleted the row, or saved the field last."""
    if not waiting.is_live:
        return str(waiting.part.changed_by or "") if waiting.part else ""
    return last_author(waiting.document, waiting.held.part_id, waiting.held.field)


def _beside(request: HttpRequest, waiting: Waiting) -> list[dict[str, str]]:
    """The person's other waiting texts of the same row: they are settled together."""
    others = open_held_texts(waiting.document, request.user).filter(part_id=waiting.held.part_id)
    found = []
    for one in others.exclude(pk=waiting.held.pk).exclude(reason=HeldReason.CLASH):
        bound = waiting.kind.field(one.field)
        form = part_form(waiting.kind, waiting.document, part=waiting.part, only=(one.field,))
        found.append({"label": capfirst(bound.label), "text": words_of(form, bound, one.mine)})
    return found


def words_of(form: PartForm, bound: BoundField, value: Any) -> str:
    """A stored value as text to read and compare."""
    if value in (None, "", []):
        return ""
    if bound.kind == FieldKind.RICH:
        return plain(value)
    if isinstance(value, list) or bound.kind == FieldKind.REFERENCE:
        names = dict(getattr(form.fields.get(bound.name), "choices", ()))
        return "\n".join(str(names.get(line, line)) for line in (value if isinstance(value, list) else [value]))
    return display(bound, value)


def find_waiting(request: HttpRequest, kind: str, slug: str, held_id: UUID) -> Waiting:
    """The person's own text, or 404."""
    document = find_any_document(kind, slug)
    held = get_object_or_404(HeldText, pk=held_id, document=document, by=request.user)
    held.document = document
    is_visible = is_visible_to(request, document)
    try:
        chosen = kind_of(held)
        chosen.field(held.field)
    except (KeyError, StopIteration):
        raise Http404("this kind of document has no such field any more") from None
    rows = chosen.model._default_manager.select_related("changed_by")
    part = rows.filter(pk=held.part_id, document=document).first()
    may_write = is_visible and is_author(request.user, document) and is_editable(document)
    return Waiting(held, document, chosen, part, is_visible, may_write)


def _again(request: HttpRequest, waiting: Waiting) -> Waiting:
    return find_waiting(request, waiting.document.kind, waiting.document.slug, waiting.held.pk)


def find_any_document(kind: str, slug: str) -> Document:
    """The document, also for those who may not see it: they may have texts of their own there."""
    return get_object_or_404(Document, kind=kind, slug=slug)


def is_visible_to(request: HttpRequest, document: Document) -> bool:
    return documents_visible_to(document_kind(document.kind), request.user).filter(pk=document.pk).exists()


def _is_fragment(request: HttpRequest) -> bool:
    """Whether only the inner part is wanted, for a dialog."""
    headers = request.headers
    return "X-Fragment" in headers or "HX-Request" in headers or "fragment" in request.GET
