"""One section: the forms of its single parts, the lists of its rows, and what is computed from them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.forms import part_form
from documents.parts import PartKind
from documents.queries import EffectiveSection, deleted_rows, single
from documents.rendering import reading
from documents.views.common import Opened, frame, open_document, section_at
from documents.views.lists import row_list


@login_required
@require_safe
def section(request: HttpRequest, kind: str, slug: str, section: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    return section_page(request, opened, section_at(opened, section))


def section_page(
    request: HttpRequest,
    opened: Opened,
    chosen: EffectiveSection,
    template: str = "documents/workbench/section.html",
    **extra: Any,
) -> HttpResponse:
    """The page of a section; a domain app may draw it by its own `template`, which extends the engine's."""
    shown = reading(opened.content, public=False, file_url=opened.file_address, only=chosen.key).section(chosen.key)
    blocks = [_block(opened, part_kind, shown) for part_kind in chosen.kinds if not part_kind.parent]
    context = {
        **frame(opened, chosen),
        "shown": shown,
        "number": shown.number,
        "extra_templates": extra_templates(chosen),
        "blocks": blocks if opened.can_edit else [],
        "forms_have_rich_text": any(block["is_rich"] for block in blocks),
        **_neighbours(opened, chosen),
        **extra,
    }
    return render(request, template, context)


def extra_templates(section: EffectiveSection) -> list[str]:
    """What the domain app adds to a section: its own template of the section's name, or nothing."""
    app = section.kinds[0].model._meta.app_label
    return [f"{app}/workbench/{section.key}.html", "documents/workbench/extra.html"]


def _block(opened: Opened, part_kind: PartKind, shown: Any) -> dict[str, Any]:
    part = next(part for part in shown.parts if part.key == part_kind.key)
    block = {"kind": part_kind, "label": part_kind.plural if part_kind.many else part_kind.label, "is_rich": False}
    if not opened.can_edit:
        return block
    if part_kind.many:
        deleted = deleted_rows(opened.document, part_kind)
        return {
            **block,
            "list": row_list(opened, part_kind, part.rows, root=part_kind.key),
            "deleted": _deleted(opened, part_kind, deleted),
        }
    record = single(opened.document, part_kind)
    form = part_form(part_kind, opened.document, part=record)
    return {
        **block,
        "form": form,
        "is_rich": form.is_rich,
        "url": opened.address("part_edit", part_kind.key, record.pk),
    }


def _deleted(opened: Opened, part_kind: PartKind, rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {"label": str(row), "when": row.deleted_at, "url": opened.address("part_restore", part_kind.key, row.pk)}
        for row in rows
    ]


def _neighbours(opened: Opened, chosen: EffectiveSection) -> dict[str, Any]:
    before = next((one for one in opened.sections if one.number == chosen.number - 1), None)
    after = opened.section_after(chosen)
    return {
        "before": before and {"title": before.title, "url": opened.address("section", before.slug)},
        "after": after and {"title": after.title, "url": opened.address("section", after.slug)},
    }
