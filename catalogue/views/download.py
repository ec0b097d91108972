"""A published document as a file to work with: DOCX, XLSX (its tables) or JSON (everything, with a schema)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from catalogue.rendering import read_publication, read_version
from catalogue.views.caching import public_file
from catalogue.views.published_frame import Published, find_published
from core.files import DOCX, XLSX
from documents.exchange.book import document_workbook
from documents.models import Version
from documents.queries import SNAPSHOT_SCHEMA, public_content
from documents.rendering.names import row_names
from publishing.rendering.docx import docx_of

READABLE = {"ensure_ascii": False, "indent": 2}


@require_safe
@public_file
def download(request: HttpRequest, kind: str, slug: str, form: str, number: int | None = None) -> HttpResponse:
    """The file is Polish, as the document is, whatever the language of the page. Internal fields are never in it."""
    if form not in FORMS:
        raise Http404("no such format")
    found = find_published(request, kind, slug, number)
    if isinstance(found, HttpResponse):
        return found
    with override(settings.LANGUAGE_CODE):
        response = FORMS[form](found, number is not None)
    name = f"{kind}-{slug}-{found.one.number}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _content(found: Published) -> dict[str, Any]:
    return public_content(Version.objects.values_list("content", flat=True).get(pk=found.one.version_id))


def _docx(found: Published, is_numbered: bool) -> HttpResponse:
    read, _text = read_version(found.publication, found.one) if is_numbered else read_publication(found.publication)
    around = [read.facts.get(key, {}).get("name", "") for key in ("city", "network", "edition")]
    made = docx_of(read, subtitle=", ".join(name for name in around if name))
    return HttpResponse(made, content_type=DOCX)


def _xlsx(found: Published, is_numbered: bool) -> HttpResponse:
    content = _content(found)
    return HttpResponse(document_workbook(content, row_names(content)), content_type=XLSX)


def _json(found: Published, is_numbered: bool) -> HttpResponse:
    kind = found.publication.kind
    schema = settings.PORTAL_ADDRESS + reverse("document_schema", args=[kind, SNAPSHOT_SCHEMA])
    return JsonResponse({"$schema": schema, **_content(found)}, json_dumps_params=READABLE)


FORMS: dict[str, Callable[[Published, bool], HttpResponse]] = {"docx": _docx, "xlsx": _xlsx, "json": _json}
