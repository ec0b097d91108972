"""Pages for a save that came too late: both texts side by side (409), or a row that is gone (409)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from core.differences import compare
from core.richtext import plain
from documents.enums import FieldKind
from documents.exceptions import StaleSave
from documents.forms import PartForm, part_form
from documents.parts import BoundField, PartKind
from documents.rendering import display
from documents.views.common import Opened, frame
from documents.views.saving import typed_fields


def clash_page(request: HttpRequest, opened: Opened, form: PartForm, clash: StaleSave) -> HttpResponse:
    """Both texts with their differences, and three ways on, each of them a form that works without scripts."""
    again = request.POST.copy()
    again["base_version"] = str(clash.version)
    names = list(clash.mine)
    edited = part_form(form.kind, opened.document, again, part=form.part)
    section = opened.section_of(form.kind)
    context = {
        **frame(opened, section),
        "part_kind": form.kind,
        "clash": clash,
        "fields": [_pair(form, form.kind.field(name), clash) for name in names],
        "names": names,
        "edited": [edited[name] for name in names],
        "kept": typed_fields(request),
        "kept_beside": [(name, text) for name, text in typed_fields(request) if not _belongs(edited, name, names)],
        "save_url": opened.address("part_edit", form.kind.key, form.part.pk),
        "file_is_lost": bool(request.FILES),
        "forms_have_rich_text": any(form.kind.field(name).kind == FieldKind.RICH for name in names),
    }
    return render(request, "documents/workbench/clash.html", context, status=clash.status)


def gone_page(request: HttpRequest, opened: Opened, kind: PartKind, part: Any) -> HttpResponse:
    """The row was deleted: what the person typed is kept and can be added as a new row."""
    section = opened.section_of(kind)
    context = {
        **frame(opened, section),
        "part_kind": kind,
        "part": part,
        "typed": _typed(kind, request),
        "kept": typed_fields(request),
        "add_url": opened.address("part_add", kind.key),
        "restore_url": opened.address("part_restore", kind.key, part.pk),
        "section_url": opened.address("section", section.slug),
    }
    return render(request, "documents/workbench/gone.html", context, status=409)


def _pair(form: PartForm, bound: BoundField, clash: StaleSave) -> dict[str, Any]:
    mine, theirs = _words(form, bound, clash.mine[bound.name]), _words(form, bound, clash.theirs[bound.name])
    left, right = compare(mine, theirs)
    return {"label": capfirst(bound.label), "mine": left, "theirs": right}


def _words(form: PartForm, bound: BoundField, value: Any) -> str:
    """A stored value as text to compare."""
    if value in (None, "", []):
        return ""
    if bound.kind == FieldKind.RICH:
        return plain(value)
    if bound.kind in (FieldKind.LINES, FieldKind.ORGANISATIONS, FieldKind.REFERENCES, FieldKind.REFERENCE):
        names = dict(getattr(form.fields[bound.name], "choices", ()))
        lines = value if isinstance(value, list) else [value]
        return "\n".join(str(names.get(line, line)) for line in lines)
    return display(bound, value)


def _belongs(form: PartForm, control: str, names: list[str]) -> bool:
    """Whether a control such as `start_month` belongs to one of the named fields."""
    return any(control == name or control in _controls(form, name) for name in names)


def _controls(form: PartForm, name: str) -> set[str]:
    """The names of a field's controls: several where a date is typed in boxes."""
    widget = form.fields[name].widget
    return {name + suffix for suffix in getattr(widget, "widgets_names", [])}


def _typed(kind: PartKind, request: HttpRequest) -> list[dict[str, str]]:
    """What was sent, by label, for reading and copying."""
    return [
        {"label": capfirst(bound.label), "text": plain(request.POST.get(bound.name, ""))}
        for bound in kind.bound
        if request.POST.get(bound.name, "").strip() and bound.kind not in (FieldKind.REFERENCE, FieldKind.REFERENCES)
    ]
