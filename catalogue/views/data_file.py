"""A table as a file, whole."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.api import limited
from catalogue.exchange.csvw import dictionary
from catalogue.exchange.licence import LICENCE
from catalogue.exchange.sheets import csv_file, excel_csv_file, json_file, workbook
from catalogue.exchange.tables import BY_SLUG, Table
from catalogue.queries import stamp
from catalogue.views.caching import public_file
from catalogue.views.json_answer import json_answer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: (what makes the file, its media type, the end of its name)
MAKERS: dict[str, tuple[Callable[[Table], bytes], str, str]] = {
    "csv": (csv_file, "text/csv; charset=utf-8; header=present", ".csv"),
    "excel": (excel_csv_file, "text/csv; charset=utf-8; header=present", "-excel.csv"),
    "json": (json_file, "application/json; charset=utf-8", ".json"),
    "xlsx": (lambda table: workbook(table, stamp()[1]), XLSX, ".xlsx"),
}


@public_file
@limited
@require_safe
def data_file(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """`table` is the Polish name of a table; `form` one of MAKERS."""
    make, media, end = MAKERS[form]
    response = HttpResponse(make(_table(table)), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="pim-{table}{end}"'
    response["Link"] = f'<{LICENCE}>; rel="license"'
    return response


@public_file
@limited
@require_safe
def data_dictionary(request: HttpRequest, table: str) -> HttpResponse:
    """What the columns mean, for programs (CSV on the Web)."""
    return json_answer(dictionary(_table(table)), "application/csvm+json; charset=utf-8")


def _table(slug: str) -> Table:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]
