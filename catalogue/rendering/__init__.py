"""What public pages show that templates cannot work out: readings of Versions, the map."""

from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from catalogue.models import (
    Publication,
    PublishedPractice,
    PublishedRecommendation,
    PublishedRow,
    PublishedVersion,
)
from documents.models import Version
from documents.queries import public_content
from documents.rendering import FieldReading, Reading, RowReading, level_headings, reading

#: readings kept by a process: a Version never changes, so neither does what is made from it
KEPT_READINGS = 24
PICTURES = (".png", ".jpg", ".jpeg")


def read_publication(publication: Publication) -> tuple[Reading, SafeString]:
    """The public reading of a publication's Version with its markup, in the active language.

    Kept by the process: the text of a Version is loaded and laid out once per language.
    """
    return _read(publication.version_id, publication.kind, publication.slug, translation.get_language() or "pl")


def read_version(publication: Publication, one: PublishedVersion) -> tuple[Reading, SafeString]:
    """The public reading of one published Version with its markup, its annexes those of this Version."""
    language = translation.get_language() or "pl"
    return _read(one.version_id, publication.kind, publication.slug, language, one.number)


@lru_cache(maxsize=KEPT_READINGS)
def _read(version_id: UUID, kind: str, slug: str, language: str, number: int = 0) -> tuple[Reading, SafeString]:
    content = public_content(Version.objects.values_list("content", flat=True).get(pk=version_id))

    def file_url(row_id: str, _name: str) -> str:
        if kind != "mid":
            return ""
        if number:
            return reverse("initiative_published_annex", args=[slug, number, row_id])
        return reverse("initiative_annex", args=[slug, row_id])

    read = reading(content, file_url=file_url).without_blank_extras()
    context: dict[str, Any] = {"reading": read}
    if kind == "mid":
        context |= {"calendar_url": reverse("initiative_calendar", args=[slug]), "others_url": reverse("action_list")}
        context["enclosures"] = _pictures(content, slug, number)
    return read, render_to_string("documents/reading/document.html", context)


def _pictures(content: dict[str, Any], slug: str, number: int) -> dict[str, dict[str, str]]:
    """The annexes of a MID that are pictures and have a text alternative, by the id of their row."""
    name = "initiative_published_annex_picture" if number else "initiative_annex_picture"
    return {
        row["id"]: {
            "url": reverse(name, args=[slug, number, row["id"]] if number else [slug, row["id"]]),
            "alternative": row["values"]["alternative"],
            "caption": " ".join(part for part in (row.get("code"), row["values"].get("title")) if part),
        }
        for row in content["parts"].get("annex", [])
        if (row["values"].get("file") or "").lower().endswith(PICTURES) and row["values"].get("alternative")
    }


def read_recommendation(shown: PublishedRecommendation) -> RowReading:
    """A recommendation as its plan's Version has it, its texts ready for a page of its own."""
    return _read_row(shown.publication, "recommendations", shown.content["id"])


def read_barrier(row: PublishedRow) -> RowReading:
    """A barrier as its plan's Version has it, its texts ready for a page of its own."""
    return _read_row(row.publication, "barriers", str(row.row_id))


def read_practice(shown: PublishedPractice) -> RowReading:
    """A good practice as its plan's Version has it, its texts ready for a page of its own."""
    return _read_row(shown.publication, "good_practices", shown.content["id"])


def codes_of(read: Reading) -> set[str]:
    """Codes of barriers and good practices that a MID names."""
    rows = [row for section in read.sections if section.key == "network_link" for row in section.parts[0].rows]
    return {code for row in rows for name in ("barriers", "practices") for code in row.by[name].raw or ()}


def rows_with(plan: Publication, section: str, codes: set[str]) -> list[RowReading]:
    """The rows of a section of a published plan whose codes are among `codes`."""
    read, _text = read_publication(plan)
    found = [part for one in read.sections if one.key == section for part in one.parts]
    return [row for part in found for row in part.rows if row.code in codes]


def _read_row(publication: Publication, section: str, row_id: str) -> RowReading:
    read, _text = read_publication(publication)
    row = next(row for part in read.section(section).parts for row in part.rows if row.id == row_id)
    return replace(row, fields=tuple(_as_page(field) for field in row.fields))


def _as_page(field: FieldReading) -> FieldReading:
    """Headings inside a rich text come below the page's second level."""
    return replace(field, html=mark_safe(level_headings(field.html, 2))) if field.html else field  # noqa: S308
