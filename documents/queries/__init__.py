"""Reads of the document engine: rows and values, snapshots, completeness, versions."""

from documents.queries.addresses import place_address, workbench_address
from documents.queries.bulk import bulk_rows
from documents.queries.completeness import Completeness, Gap, completeness, is_blank
from documents.queries.content import SNAPSHOT_SCHEMA, content_hash, public_content, snapshot
from documents.queries.documents import documents_visible_to, guidance, latest_version, versions_of
from documents.queries.progress import SectionProgress, progress
from documents.queries.references import children_of, links_to, users_of
from documents.queries.rows import code, deleted_rows, is_live, outside_labels, row_label, rows, single, stored, values

__all__ = [
    "SNAPSHOT_SCHEMA",
    "Completeness",
    "Gap",
    "SectionProgress",
    "bulk_rows",
    "children_of",
    "code",
    "completeness",
    "content_hash",
    "deleted_rows",
    "documents_visible_to",
    "guidance",
    "is_blank",
    "is_live",
    "latest_version",
    "links_to",
    "outside_labels",
    "place_address",
    "progress",
    "public_content",
    "row_label",
    "rows",
    "single",
    "snapshot",
    "stored",
    "users_of",
    "values",
    "versions_of",
    "workbench_address",
]
