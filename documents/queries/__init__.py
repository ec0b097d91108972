"""Reads of the document engine: rows and values, snapshots, completeness, versions."""

from documents.queries.addresses import place_address, workbench_address
from documents.queries.advice import Point, Points, count, missing, points_in, warnings
from documents.queries.bulk import bulk_rows
from documents.queries.completeness import Completeness, Gap, completeness, gaps_in, has_words, is_blank
from documents.queries.content import SNAPSHOT_SCHEMA, content_hash, public_content, snapshot
from documents.queries.documents import documents_visible_to, in_public, latest_version, versions_of
from documents.queries.length import Length, length_of
from documents.queries.news import News, PartNews, last_author, news, open_held_texts
from documents.queries.progress import SectionProgress, progress
from documents.queries.references import children_of, links_to, users_of
from documents.queries.rows import code, deleted_rows, is_live, outside_labels, row_label, rows, single, stored, values
from documents.queries.templates import (
    EffectiveSection,
    all_sections,
    arrange,
    can_be_required,
    find_section,
    is_settled,
    revision_of,
    section_with,
    sections_of,
)

__all__ = [
    "SNAPSHOT_SCHEMA",
    "Completeness",
    "EffectiveSection",
    "Gap",
    "Length",
    "News",
    "PartNews",
    "Point",
    "Points",
    "SectionProgress",
    "all_sections",
    "arrange",
    "bulk_rows",
    "can_be_required",
    "children_of",
    "code",
    "completeness",
    "content_hash",
    "count",
    "deleted_rows",
    "documents_visible_to",
    "find_section",
    "gaps_in",
    "has_words",
    "in_public",
    "is_blank",
    "is_live",
    "is_settled",
    "last_author",
    "latest_version",
    "length_of",
    "links_to",
    "missing",
    "news",
    "open_held_texts",
    "outside_labels",
    "place_address",
    "points_in",
    "progress",
    "public_content",
    "revision_of",
    "row_label",
    "rows",
    "section_with",
    "sections_of",
    "single",
    "snapshot",
    "stored",
    "users_of",
    "values",
    "versions_of",
    "warnings",
    "workbench_address",
]
