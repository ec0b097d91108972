"""GET /praca/ocena/<slug>/zmiany/?od=<version>&do=<version or "teraz">&widok=obok: what changed between two states.

Without `od` it is what changed since the person last looked; without `do` the newest version, or the draft where the
person is writing it.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models import Document, Version
from documents.queries import snapshot, versions_of
from documents.rendering.changes import FieldChange, RowChange, SectionChange
from documents.rendering.comparison import Comparison, places_in
from documents.services.comparing import compare_states
from documents.views.common import is_visit
from reviews.models import Look
from reviews.queries.answered import Linked, LinkedRemarks, linked_remarks
from reviews.queries.looks import base_of, look_at
from reviews.queries.rounds import rounds_of
from reviews.services.looks import note_look
from reviews.views.frame import frame, rights, visible_document

NOW = "teraz"
BESIDE = "obok"
#: `?skrot=1`: only the line that other pages show, as a fragment
SUMMARY = "skrot"


@dataclass(frozen=True)
class ShownField:
    """A field on the page: its change, its place in addresses, and the remarks that it answers."""

    change: FieldChange
    anchor: str
    remarks: list[Linked]


@dataclass(frozen=True)
class ShownRow:
    change: RowChange
    anchor: str
    fields: list[ShownField]
    remarks: list[Linked]

    @property
    def all_linked(self) -> list[Linked]:
        return [*self.remarks, *(linked for field in self.fields for linked in field.remarks)]


@dataclass(frozen=True)
class ShownSection:
    change: SectionChange
    count: int
    rows: list[ShownRow]
    remarks: list[Linked]


@dataclass(frozen=True)
class Chosen:
    """The two states that are compared; `new` is None for the draft as it is now, `old` where nothing came before."""

    old: Version | None
    new: Version | None
    is_default: bool

    @property
    def query(self) -> dict[str, str]:
        return {"od": str(self.old.number) if self.old else "", "do": str(self.new.number) if self.new else NOW}


@require_safe
@login_required
def review_changes(request: HttpRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    versions = list(versions_of(document))
    context = {**frame(document), **rights(request.user, document)}
    chosen = _chosen(request, document, versions, context)
    context |= _choices(document, versions, chosen) | {"is_beside": request.GET.get("widok") == BESIDE}
    context["look"] = _look(request, chosen)
    if chosen is not None and chosen.old is not None and chosen.old != chosen.new:
        context |= _compared(request, document, chosen, context)
    if SUMMARY in request.GET:
        return render(request, "reviews/changes_line.html", context)
    template = "reviews/changes.html"
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, f"{template}#changes" if is_fragment else template, context)


def _chosen(
    request: HttpRequest, document: Document, versions: list[Version], context: dict[str, Any]
) -> Chosen | None:
    """What the address asks for. Http404 for a version that there is not, and for a draft that the person may not read;
    None while the document has no version."""
    if not versions:
        return None
    may_read_draft = bool(context["workbench_url"])
    by_number = {str(version.number): version for version in versions}
    until, since = request.GET.get("do", ""), request.GET.get("od", "")
    if until == NOW and not may_read_draft:
        raise Http404
    if (until not in ("", NOW) and until not in by_number) or (since and since not in by_number):
        raise Http404
    is_draft = until == NOW or (not until and may_read_draft and context["may_edit"])
    new = None if is_draft else by_number.get(until, versions[0])
    old = by_number[since] if since else base_of(request.user, document, new)
    if old is not None and new is not None and old.number > new.number:
        old, new = new, old
    return Chosen(old, new, is_default=not since)


def _look(request: HttpRequest, chosen: Chosen | None) -> Look | None:
    """When the person last looked at the older state. Notes that the newer one is looked at now."""
    if chosen is None:
        return None
    if chosen.new is not None and is_visit(request):
        note_look(by=request.user, version=chosen.new)  # type: ignore[arg-type]
    return look_at(request.user, chosen.old) if chosen.old is not None else None


def _choices(document: Document, versions: list[Version], chosen: Chosen | None) -> dict[str, Any]:
    """What the two lists offer: versions with the rounds that they were submitted for, and the draft."""
    rounds = {one.version_id: one for one in rounds_of(document)}
    for version in versions:
        version.round = rounds.get(version.pk)  # type: ignore[attr-defined]
    if chosen is None:
        return {"versions": [], "chosen": None}
    addresses = {
        name: "?" + urlencode({**chosen.query, **more})
        for name, more in (("inline", {}), ("beside", {"widok": BESIDE}))
    }
    return {"versions": versions, "chosen": chosen, "addresses": addresses, "now": NOW}


def _compared(request: HttpRequest, document: Document, chosen: Chosen, context: dict[str, Any]) -> dict[str, Any]:
    if chosen.old is None:
        return {}
    found = compare_states(chosen.old, chosen.new if chosen.new is not None else snapshot(document))
    if found.comparison is None:
        return {"is_prepared": not found.has_failed, "has_failed": found.has_failed}
    linked = linked_remarks(request.user, document, with_drafts=context["is_author"])
    return {"sections": _sections(found.comparison, linked), "count": found.comparison.count, "is_ready": True}


def _sections(comparison: Comparison, linked: LinkedRemarks) -> list[ShownSection]:
    shown = []
    for section in comparison.sections:
        rows = [_row(row, linked) for row in section.rows]
        # A remark on the whole part stands at the change that answers it, where there is one.
        lower = {one.thread.pk for row in rows for one in row.all_linked}
        above = [one for one in linked.of_section(section) if one.thread.pk not in lower]
        shown.append(ShownSection(section, places_in(section), rows, above))
    return shown


def _row(row: RowChange, linked: LinkedRemarks) -> ShownRow:
    anchor = f"zmiana-{row.part_id}"
    fields = [ShownField(field, f"{anchor}-{field.name}", linked.of_field(row, field.name)) for field in row.fields]
    return ShownRow(row, anchor, fields, linked.of_row(row))
