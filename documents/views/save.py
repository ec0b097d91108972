"""Saving what is typed, field by field, as JSON. Every request is carried out once."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.exceptions import NotAllowed, Refusal, TooMany, WrongState
from core.richtext import to_html
from documents.enums import FieldKind
from documents.exceptions import RowGone, StaleSave
from documents.forms import PartForm, part_form
from documents.forms.data import Pairs, field_data
from documents.models import Document
from documents.parts import PartKind, hooks_of
from documents.queries import stored, workbench_address
from documents.services import Saved, add_row, delete_part, move_part, restore_part, save_fields
from documents.views.answers import SAVES, answer, check_rate, json_page
from documents.views.asked import Asked, read_request
from documents.views.common import find_document


@json_page
@require_POST
def save(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    document = find_document(request, kind, slug)
    hooks_of(kind).check_can_edit(request.user, document)
    check_rate(request, "save", document.pk, SAVES)
    asked = read_request(request, kind)
    if asked.operation in ("save", "add"):
        return _save(request, document, asked)
    return _change_row(request, document, asked)


def _save(request: HttpRequest, document: Document, asked: Asked) -> HttpResponse:
    part = asked.kind.model._default_manager.filter(pk=asked.id, document=document).first()
    is_new = asked.operation == "add"
    if (part is None and not is_new) or (is_new and not asked.kind.many):
        raise Http404("no such row, and none can be added")
    form = part_form(
        asked.kind, document, asked.data, part=None if is_new else part, only=None if is_new else asked.fields
    )
    wrong = _wrong_fields(form)
    if is_new and form.errors:
        return _invalid(request, document, form, Saved(document, part))
    values = {name: value for name, value in form.values.items() if name not in wrong}
    facts: dict[str, Any] = {"by": request.user, "document": document, "kind": asked.kind, "new_values": values}
    facts.update(request_key=asked.key, settles=asked.held)
    if is_new:
        try:
            saved = add_row(**facts, row_id=asked.id)
        except TooMany as refusal:
            # A full list is no reason to try the same again later.
            return answer(request, "invalid", 422, errors={}, form=[str(refusal)], saved=[], revision=document.revision)
    else:
        bases = _bases(asked, document, part, wrong)
        saved = save_fields(**facts, part_id=asked.id, base_version=asked.version, bases=bases)
    return told(request, document, asked.kind, asked.id, saved, form, sent=asked.data)


def _wrong_fields(form: PartForm) -> set[str]:
    """The names of fields that cannot be saved: an error of the form as a whole is one of all of them."""
    return set(form.fields) if form.non_field_errors() else set(form.errors)


def _bases(asked: Asked, document: Document, part: Any, wrong: set[str]) -> dict[str, Any]:
    """What the fields held when their typing began. A base that is no good is left out: then the version counts."""
    bases = {}
    for name in set(asked.bases) - wrong:
        form = part_form(asked.kind, document, asked.bases[name], part=part, only=(name,))
        form.full_clean()
        if name not in form.errors and name in form.values:
            bases[name] = form.values[name]
    return bases


def told(
    request: HttpRequest,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    saved: Saved,
    form: PartForm | None,
    *,
    sent: QueryDict | None = None,
) -> HttpResponse:
    """The answer to a save: what was saved, what waits, what is wrong."""
    facts: dict[str, Any] = {
        "id": str(part_id),
        "version": saved.part.version if saved.part else 0,
        "previous": saved.previous,
        "revision": saved.document.revision,
        "saved": saved.written,
        "merged": saved.merged,
        "values": _values(kind, saved, sent),
        "repeated": saved.repeated,
    }
    if saved.merged or saved.refusal:
        facts["by"] = facts["who"] = saved.who or getattr(saved.refusal, "who", "")
    if saved.held:
        return _held(request, document, saved, facts)
    if saved.errors or (form is not None and form.errors):
        return _invalid(request, document, form, saved, **facts)
    if saved.refusal is not None:
        # Nothing of this request is to be kept: the row is gone, or the document closed, and nothing was changed.
        return answer(request, _status(saved.refusal), 409, held=None, url="", message=str(saved.refusal), **facts)
    return answer(request, "saved", saved_at=timezone.now().isoformat(), **facts)


def _status(refusal: Refusal) -> str:
    if isinstance(refusal, RowGone):
        return "gone"
    return "closed" if isinstance(refusal, WrongState) else "clash"


def _held(request: HttpRequest, document: Document, saved: Saved, facts: dict[str, Any]) -> HttpResponse:
    ids = {name: str(held.pk) for name, held in saved.held.items()}
    first = next(iter(ids.values()))
    return answer(
        request,
        _status(saved.refusal),  # type: ignore[arg-type]
        409,
        held=first,
        all=ids,
        url=workbench_address(document, "held_text", first),
        fields=list(ids),
        message=str(saved.refusal),
        errors=saved.errors,
        **facts,
    )


def _invalid(
    request: HttpRequest, document: Document, form: PartForm | None, outcome: Saved, **facts: Any
) -> HttpResponse:
    errors, whole = form.sentences() if form is not None else ({}, [])
    facts = {"saved": [], "revision": document.revision, **facts}
    return answer(request, "invalid", 422, errors=errors | outcome.errors, form=whole, **facts)


def _values(kind: PartKind, saved: Saved, sent: QueryDict | None) -> dict[str, Any]:
    """What is saved now in the fields whose saved value is not what was sent."""
    if saved.part is None or saved.part.deleted_at is not None:
        return {}
    values = {}
    for name in saved.written:
        data = field_data(kind.field(name), stored(saved.part, kind.field(name)))
        if name in saved.merged or saved.repeated or sent is None or not _is_same(kind, name, data, sent):
            values[name] = {"data": data, "version": saved.part.version}
    return values


def _is_same(kind: PartKind, name: str, data: Pairs, sent: QueryDict) -> bool:
    """Whether nothing but spaces and the writing of the markup differs."""
    controls = {control for control, _text in data} or {name}
    typed = [text for control, texts in sent.lists() if control in controls for text in texts]
    found = [text for _control, text in data]
    if kind.field(name).kind == FieldKind.RICH:
        bound = kind.field(name)
        return [field_data(bound, to_html(text))[0][1] for text in typed] == found
    return [text.split() for text in typed if text.strip()] == [text.split() for text in found if text.strip()]


def _change_row(request: HttpRequest, document: Document, asked: Asked) -> HttpResponse:
    facts: dict[str, Any] = {"by": request.user, "document": document, "kind": asked.kind, "part_id": asked.id}
    facts["request_key"] = asked.key
    try:
        if asked.operation == "delete":
            delete_part(**facts, base_version=asked.version)
        elif asked.operation == "move":
            move_part(**facts, up=asked.up)
        else:
            restore_part(**facts)
    except RowGone as refusal:
        return answer(request, "gone", 409, held=None, url="", who=refusal.who, message=str(refusal))
    except StaleSave as refusal:
        return _changed_meanwhile(request, document, asked, refusal)
    except NotAllowed:
        raise
    except WrongState as refusal:
        return answer(request, "closed", 409, held=None, url="", message=str(refusal))
    except Refusal as refusal:
        return answer(request, "invalid", 422, errors={}, form=[str(refusal)], saved=[], revision=document.revision)
    part = asked.kind.model._default_manager.filter(pk=asked.id).first()
    document.refresh_from_db(fields=["revision"])
    saved = Saved(document, part)
    return told(request, document, asked.kind, asked.id, saved, None)


def _changed_meanwhile(request: HttpRequest, document: Document, asked: Asked, refusal: StaleSave) -> HttpResponse:
    """The row that was to be deleted has been changed since: the page that asks shows it once more."""
    url = workbench_address(document, "part_delete", asked.kind.key, asked.id)
    facts: dict[str, Any] = {"held": None, "all": {}, "fields": [], "saved": [], "id": str(asked.id)}
    facts.update(version=refusal.version, who=refusal.who, url=url, message=str(refusal), revision=document.revision)
    return answer(request, "clash", 409, **facts)
