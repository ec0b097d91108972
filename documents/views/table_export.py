"""GET …/<kind>/tabela.xlsx: the rows of one kind as a workbook; `?pusta=1` gives the table to fill in."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.files import XLSX
from documents.exchange import table_workbook
from documents.parts import PartKind
from documents.rendering import reading
from documents.views.common import Opened, find_part_kind, open_document


@login_required
@require_safe
def table_export(request: HttpRequest, kind: str, slug: str, part_kind: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    if not chosen.many:
        raise Http404("a single part is no table")
    is_empty = "pusta" in request.GET
    rows = [] if is_empty else opened.content["parts"][chosen.key]
    content = table_workbook(chosen, rows, names_of(opened, chosen), public=not opened.is_author)
    name = f"{slug}-{chosen.key}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def names_of(opened: Opened, kind: PartKind) -> dict[str, str]:
    """Labels of all rows of the document by their ids, and of what its rows refer to outside."""
    names: dict[str, str] = {}
    for section in reading(opened.content, public=False).sections:
        for part in section.parts:
            for row in part.rows:
                names[row.id] = " ".join(text for text in (row.code, row.title) if text)
    for row in opened.content["parts"][kind.key]:
        for name, labels in row["labels"].items():
            _name_outside(names, row["values"].get(name), labels)
    return names


def _name_outside(names: dict[str, str], value: object, labels: object) -> None:
    if isinstance(value, list) and isinstance(labels, list):
        names.update(zip(map(str, value), labels, strict=False))
    elif value:
        names[str(value)] = str(labels)
