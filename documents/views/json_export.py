"""GET …/dokument.json: the working text as JSON; GET /schematy/<kind>-<n>.json: the schema that it follows."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from documents.exchange import schema_of
from documents.parts import all_document_kinds, document_kind
from documents.queries import SNAPSHOT_SCHEMA, public_content
from documents.views.common import open_document

READABLE = {"ensure_ascii": False, "indent": 2}


@login_required
@require_safe
def json_export(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Without the fields that are for the team only."""
    opened = open_document(request, kind, slug)
    content = {"$schema": schema_address(kind), **public_content(opened.content)}
    headers = {"Content-Disposition": f'attachment; filename="{slug}.json"'}
    return JsonResponse(content, json_dumps_params=READABLE, headers=headers)


@require_safe
def json_schema(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    """Public. Labels are English, the language of the field names."""
    if kind not in {one.key for one in all_document_kinds()} or version != SNAPSHOT_SCHEMA:
        raise Http404("no such schema")
    with override("en"):
        schema = schema_of(document_kind(kind), version, address=schema_address(kind))
    return JsonResponse(schema, json_dumps_params=READABLE, content_type="application/schema+json")


def schema_address(kind: str) -> str:
    """The schema's one permanent address, whatever language the page is in."""
    with override(settings.LANGUAGE_CODE):
        return settings.PORTAL_ADDRESS + reverse("document_schema", args=[kind, SNAPSHOT_SCHEMA])
