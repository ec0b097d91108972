"""…/<kind>/import/: a table is sent here; …/import/<digest>/ shows what it would change, and POST changes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.exceptions import InvalidInput, Refusal
from core.kept import forget, keep, kept
from core.limits import check_limit
from documents.exchange.reading import MAX_BYTES
from documents.forms.tables import TableForm, TablePlan, plan_table
from documents.parts import PartKind
from documents.services.importing import RowToWrite, import_rows
from documents.views.common import Opened, check_author, find_part_kind, frame, open_document
from documents.views.lists import has_table
from documents.views.saving import check_may_edit


@login_required
@require_http_methods(["GET", "POST"])
def table_import(request: HttpRequest, kind: str, slug: str, part_kind: str) -> HttpResponse:
    opened, chosen = _open(request, kind, slug, part_kind)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if request.method == "POST" and form.is_valid():
        check_limit("import", request.user.pk, amount=60, seconds=3600)
        file = form.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise InvalidInput(_("The file is too large. A table may have at most 5 MB."))
            content = file.read()
            plan_table(opened.document, chosen, content)
        except InvalidInput as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(opened.address("table_import_preview", chosen.key, keep(request.user, content)))
    context = {**_context(opened, chosen), "form": form}
    return render(request, "documents/workbench/table_import.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def table_import_preview(request: HttpRequest, kind: str, slug: str, part_kind: str, digest: str) -> HttpResponse:
    """A confirmation counts only for the plan that was seen: its fingerprint comes back with it."""
    opened, chosen = _open(request, kind, slug, part_kind)
    content = kept(request.user, digest)
    if content is None:
        messages.warning(request, _("The table is no longer here. Send it again."))
        return redirect(opened.address("table_import", chosen.key))
    plan = plan_table(opened.document, chosen, content)
    status, sentence = 200, ""
    if request.method == "POST":
        try:
            _write(request, opened, chosen, plan)
        except Refusal as refusal:
            status, sentence = refusal.status, str(refusal)
        else:
            forget(request.user, digest)
            messages.success(request, _("The table is imported."))
            section = opened.kind.section_of(chosen)
            return redirect(opened.address("section", section.slug) + f"#{chosen.key}")
    context = {**_context(opened, chosen), "plan": plan, "sentence": sentence}
    return render(request, "documents/workbench/table_preview.html", context, status=status)


def _write(request: HttpRequest, opened: Opened, chosen: PartKind, plan: TablePlan) -> None:
    if plan.problems:
        raise InvalidInput(_("The table has errors. Nothing was imported."))
    if request.POST.get("fingerprint") != plan.fingerprint:
        raise InvalidInput(_("The document has changed since the preview. Check once more what the table changes."))
    to_write = [
        RowToWrite(row.part.pk if row.part else None, row.part.version if row.part else 0, row.new_values)
        for row in plan.rows
    ]
    import_rows(by=request.user, document=opened.document, kind=chosen, to_write=to_write)  # type: ignore[arg-type]


def _open(request: HttpRequest, kind: str, slug: str, part_kind: str) -> tuple[Opened, PartKind]:
    opened = open_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    if not has_table(chosen):
        raise Http404("no table to import")
    check_author(request, opened)
    check_may_edit(request, opened)
    return opened, chosen


def _context(opened: Opened, chosen: PartKind) -> dict[str, Any]:
    section = opened.kind.section_of(chosen)
    return {
        **frame(opened, section),
        "part_kind": chosen,
        "section_url": opened.address("section", section.slug),
        "import_url": opened.address("table_import", chosen.key),
        "empty_url": opened.address("table_export", chosen.key) + "?pusta=1",
        "export_url": opened.address("table_export", chosen.key),
    }
