"""GET /praca/ocena/<slug>/odpowiedzi.xlsx: remarks and answers as a spreadsheet; `?runda=n` for one round alone."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.files import XLSX
from reviews.exchange.answers import answers_workbook
from reviews.permissions import can, check_is_author
from reviews.queries.table import remark_tables
from reviews.rendering.lines import texts_of
from reviews.views.frame import visible_document


@require_safe
@login_required
def answers_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    tables = remark_tables(document, with_drafts=can(check_is_author, request.user, document))
    wanted = request.GET.get("runda", "")
    if wanted:
        tables = [table for table in tables if str(table.round.number) == wanted]
    if not tables:
        raise Http404("no such round")
    sheets = [
        (
            _("Round %(number)d") % {"number": table.round.number},
            [texts_of(line, document) for line in table.lines],
        )
        for table in tables
    ]
    name = f"{slug}-uwagi-{wanted}.xlsx" if wanted else f"{slug}-uwagi.xlsx"
    return HttpResponse(
        answers_workbook(document.title, sheets),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
