"""The bin: rows deleted in the last 30 days."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.policies import BIN_DAYS
from documents.queries.bin import Discarded, discarded_rows
from documents.views.common import Opened, frame, open_document
from documents.views.entries import ago
from documents.views.steps import Teller


@login_required
@require_safe
def bin(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    teller = Teller(opened)
    found = discarded_rows(opened.document)
    teller.load([(row.kind.key, row.id, "", row.values, None) for row in found])
    rows = [_row(opened, teller, row) for row in found]
    return render(request, "documents/workbench/bin.html", {**frame(opened), "rows": rows, "bin_days": BIN_DAYS})


def _row(opened: Opened, teller: Teller, row: Discarded) -> dict[str, Any]:
    shown = teller.tell(row.kind.key, row.id, "", "delete", row.values, None)
    return {
        "name": teller.row(row.kind, row.id, row.values),
        "shown": shown,
        "who": row.by_label,
        "at": row.at,
        "ago": ago(row.at),
        "until": row.until,
        "owned": [{"label": kind.plural, "number": number} for kind, number in row.owned],
        "restore_url": opened.address("part_restore", row.kind.key, row.id) if opened.can_edit else "",
        "history_url": opened.address("part_history", row.kind.key, row.id),
    }
