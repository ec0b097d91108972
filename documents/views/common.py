"""What every page of the workbench begins with: the document if it is visible, and the frame around the page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.charts.ring import Ring, ring
from core.exceptions import NotAllowed
from documents.enums import State
from documents.models import Document
from documents.parts import DocumentKind, PartKind, Section, document_kind, hooks_of
from documents.policies import is_editable
from documents.queries import (
    Completeness,
    EffectiveSection,
    Points,
    SectionProgress,
    completeness,
    count,
    documents_visible_to,
    find_section,
    length_of,
    missing,
    points_in,
    progress,
    section_with,
    sections_of,
    snapshot,
    warnings,
    workbench_address,
)
from documents.services import note_visit


@dataclass(frozen=True)
class Opened:
    """A document that the person may see: its snapshot, how far it is, and whether the person may write in it now."""

    document: Document
    kind: DocumentKind
    content: dict[str, Any]
    completeness: Completeness
    is_author: bool

    @property
    def can_edit(self) -> bool:
        return self.is_author and is_editable(self.document)

    @cached_property
    def sections(self) -> tuple[EffectiveSection, ...]:
        """The sections as the document's template has them."""
        return sections_of(self.content)

    @cached_property
    def missing(self) -> list[Points]:
        """What keeps the document from being submitted, by section."""
        return missing(self.document, self.completeness)

    @cached_property
    def warnings(self) -> list[Points]:
        """What may weaken the document, by section; for whoever can act on it."""
        return warnings(self.document, self.content)

    def section_of(self, kind: PartKind) -> EffectiveSection:
        """The section that holds a part kind; 404 where the template leaves it out."""
        found = section_with(self.content, kind)
        if found is None:
            raise Http404(f"no section for {kind.key}")
        return found

    def section_after(self, section: Section | EffectiveSection) -> EffectiveSection | None:
        """The next section; None after the last one."""
        keys = [one.key for one in self.sections]
        return next(iter(self.sections[keys.index(section.key) + 1 :]), None)

    def address(self, page: str, *arguments: Any) -> str:
        return workbench_address(self.document, page, *arguments)

    def file_address(self, row_id: str, name: str) -> str:
        """Where a file is downloaded; the form that `documents.rendering.reading` asks for."""
        return self.address("file", row_id)


def find_document(request: HttpRequest, kind: str, slug: str) -> Document:
    """The document, or 404 for whoever may not see it."""
    return get_object_or_404(documents_visible_to(document_kind(kind), request.user), slug=slug)


def open_document(request: HttpRequest, kind: str, slug: str) -> Opened:
    """The document with everything the frame of a workbench page shows."""
    document = find_document(request, kind, slug)
    if is_visit(request):
        note_visit(by=request.user, document=document)  # type: ignore[arg-type]
    content = snapshot(document)
    return Opened(
        document=document,
        kind=document_kind(kind),
        content=content,
        completeness=completeness(content),
        is_author=is_author(request.user, document),
    )


def is_visit(request: HttpRequest) -> bool:
    """Whether a person looks at the page now: browsers also fetch pages that nobody may ever see."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method != "HEAD" and "prefetch" not in purpose and "prerender" not in purpose


def is_author(user: Any, document: Document) -> bool:
    """Whether the user belongs to those who write the document, in whatever state it is."""
    try:
        hooks_of(document.kind).check_can_edit(user, document)
    except NotAllowed:
        return False
    return True


def check_author(request: HttpRequest, opened: Opened) -> None:
    """Raise NotAllowed, with its sentence, for a reader who is not an author. Comes before a form judges any value."""
    if not opened.is_author:
        hooks_of(opened.document.kind).check_can_edit(request.user, opened.document)


def find_part_kind(kind: str, key: str) -> PartKind:
    """The declared part kind, or 404."""
    found = document_kind(kind).part_kinds.get(key)
    if found is None:
        raise Http404(f"no part kind {key}")
    return found


def section_at(opened: Opened, slug: str) -> EffectiveSection:
    """The section at an address, or 404."""
    found = next((section for section in opened.sections if section.slug == slug), None)
    if found is None:
        raise Http404(f"no section {slug}")
    return found


def find_part(document: Document, kind: PartKind, part_id: UUID) -> Any:
    """The row, also a deleted one, or 404."""
    return get_object_or_404(kind.model._default_manager.select_related("changed_by"), pk=part_id, document=document)


def frame(opened: Opened, section: Section | EffectiveSection | None = None) -> dict[str, Any]:
    """The context of templates/documents/workbench/base.html."""
    document, found = opened.document, opened.completeness
    current = find_section(opened.content, section.key) if section else None
    return {
        "document": document,
        "kind": opened.kind,
        "network": opened.content["facts"].get("network"),
        "city": opened.content["facts"].get("city"),
        "can_edit": opened.can_edit,
        "is_author": opened.is_author,
        "submitted_version": _submitted_version(opened),
        "overview_url": opened.address("workbench"),
        "preview_url": opened.address("preview"),
        "versions_url": opened.address("versions"),
        "history_url": opened.address("history"),
        "bin_url": opened.address("bin"),
        "autosave_url": opened.address("save") if opened.is_author else "",
        "pulse_url": opened.address("pulse") if opened.is_author else "",
        "advance_url": opened.address("advance") + (f"?czesc={current.slug}" if current else ""),
        "completeness": found,
        "ring": _ring(opened),
        "tasks": [task(opened, one, current=current) for one in progress(opened.content, found)],
        "section": current,
        "missing": opened.missing,
        "missing_count": count(opened.missing),
        "warnings_count": count(opened.warnings),
        **(_advice(opened, current) if current else {}),
    }


def _submitted_version(opened: Opened) -> int | None:
    """The number of the Version that is being read now; its authors may go on writing meanwhile."""
    if opened.document.state != State.SUBMITTED:
        return None
    return opened.document.versions.values_list("number", flat=True).first()


def _advice(opened: Opened, section: EffectiveSection) -> dict[str, Any]:
    """What templates/documents/workbench/guidance.html and the notes beside a section show."""
    return {
        "length": length_of(section, opened.content),
        "section_missing": points_in(opened.missing, section),
        "section_warnings": points_in(opened.warnings, section),
    }


def task(opened: Opened, one: SectionProgress, *, current: EffectiveSection | None = None) -> dict[str, Any]:
    """One line of the list of sections, as components/task_list.html takes it."""
    return {
        "label": f"{one.number}. {one.section.title}",
        "url": opened.address("section", one.section.slug),
        "hint": one.section.purpose,
        "state": one.state,
        "state_label": one.label,
        "done": one.state == "ready",
        "is_current": current is not None and one.section.key == current.key,
    }


def _ring(opened: Opened) -> Any:
    found = opened.completeness
    network = opened.content["facts"].get("network") or {}
    return ring(
        Ring(
            id="completeness",
            title=_("Completeness"),
            description=_("%(ready)d of %(required)d required sections are ready.")
            % {"ready": found.ready, "required": len(found.required)},
            share=found.percent,
            text=f"{found.percent}%",
            colour=network.get("colour", "#12355b"),
        )
    )
