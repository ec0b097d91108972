"""What stands in a bundle besides its PDFs: the joint contents, the list for people and the list for machines.

A manifest is JSON: `title`, `subtitle`, `address` (of the bundle's page), `licence` and `entries`, in the order of the
contents. An entry has `group` (a heading), `title`, `place`, `kind`, `number` (of the Version), `published` (ISO date),
`address` (permanent), `file` (its path in the ZIP), `version` (id), `key` (of its Rendering) and `language`.
"""

import csv
import hashlib
import io
import json
from datetime import date
from functools import cache
from importlib.metadata import version as installed
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

#: The address of the n-th document in the joint contents ("1" and so on is put behind); joining makes a link of it.
PLACE = "https://portal.invalid/komplet#"
COLUMNS = ("group", "kind", "title", "place", "number", "published", "pages", "first_page", "address", "file")
SOURCES = ("templates/publishing/bundle*.html", "static/css/print-bundle.css", "publishing/rendering/[bj]*in*.py")


def bundle_key(manifest: dict[str, Any], language: str) -> str:
    """SHA-256 of the manifest, which holds the keys of its members, and of what draws the rest."""
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{_press()}\n{language}\n{text}".encode()).hexdigest()


@cache
def _press() -> str:
    """Read once in a process."""
    digest = hashlib.sha256(installed("weasyprint").encode())
    for path in sorted({path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern)}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def contents_html(manifest: dict[str, Any], pages: list[int], front: int, language: str) -> str:
    """The first pages of the joined PDF. `pages` are the members' numbers of pages, `front` that of these pages."""
    with override(language):
        return render_to_string("publishing/bundle_contents.html", _context(manifest, pages, front, language))


def files_of(manifest: dict[str, Any], pages: list[int], front: int, language: str) -> dict[str, bytes]:
    """The ZIP's own files by name: contents for people, tables for programs."""
    with override(language):
        page = render_to_string("publishing/bundle_list.html", _context(manifest, pages, front, language))
    rows = [row for group in _groups(manifest, pages, front) for row in group["rows"]]
    table = [{name: row[name] for name in COLUMNS} for row in rows]
    listed = {name: manifest[name] for name in ("title", "subtitle", "address", "licence")} | {"documents": table}
    return {
        "spis-tresci.html": page.encode(),
        "lista.json": json.dumps(listed, ensure_ascii=False, indent=2).encode(),
        "lista.csv": _csv(table),
    }


def _csv(table: list[dict[str, Any]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8; cells that begin like a formula get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in table:
        writer.writerow([_harmless(str(row[name])) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _context(manifest: dict[str, Any], pages: list[int], front: int, language: str) -> dict[str, Any]:
    return {
        "bundle": manifest,
        "groups": _groups(manifest, pages, front),
        "total": front + sum(pages),
        "place": PLACE,
        "language": language,
        "made_on": date.today(),
        "marks": settings.PORTAL_MARKS,
        "programme": _("Cities’ Partnership Initiative"),
    }


def _groups(manifest: dict[str, Any], pages: list[int], front: int) -> list[dict[str, Any]]:
    """Entries under their headings, each with its first page in the joined PDF and its place in the order."""
    rows, first = [], front + 1
    for order, (entry, count) in enumerate(zip(manifest["entries"], pages, strict=True), start=1):
        rows.append({**entry, "pages": count, "first_page": first, "order": order})
        first += count
    return [{"title": title, "rows": list(found)} for title, found in groupby(rows, key=lambda row: row["group"])]
