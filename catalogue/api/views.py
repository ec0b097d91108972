"""The views: one pair of addresses for each table, made from the table's declaration, and the list of tables."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
    inline_serializer,
)
from rest_framework import serializers, viewsets
from rest_framework.response import Response
from rest_framework.views import APIView

from catalogue.api.filters import TableFilters, refuse_unknown
from catalogue.api.formats import INDENT
from catalogue.api.paging import Pages
from catalogue.api.records import serializer_of
from catalogue.exchange.addresses import page
from catalogue.exchange.columns import ColumnKind, Table
from catalogue.exchange.licence import LICENCE
from catalogue.exchange.tables import TABLES

LARGEST_NUMBER = 2**63 - 1
ERROR = inline_serializer("Problem", {"detail": serializers.CharField()})
ERRORS = {
    400: OpenApiResponse(ERROR, "A parameter that does not exist, or a value that it cannot have."),
    404: OpenApiResponse(ERROR, "Nothing public here, or a page beyond the last."),
    429: OpenApiResponse(ERROR, "Too many requests; Retry-After says how many seconds to wait."),
}
UNCHANGED = {304: OpenApiResponse(description="Nothing changed since the answer that If-None-Match names.")}
IN_LINES = OpenApiParameter(
    INDENT, {"type": "integer", "minimum": 1, "maximum": 8}, description="Indent the answer, for people who read it."
)


class TableView(viewsets.ViewSet):
    """A table: its records by page, and each by its key."""

    table: Table
    filter_backends = (TableFilters,)
    pagination_class = Pages
    http_method_names = ["get", "head"]

    def get_serializer_class(self) -> type[serializers.Serializer]:
        return serializer_of(self.table, get_language() or "pl")

    def get_serializer(self, *args: Any, **kwargs: Any) -> serializers.Serializer:
        return self.get_serializer_class()(*args, **kwargs)

    @property
    def paginator(self) -> Pages:
        return Pages()

    def list(self, request: Any) -> Response:
        pages = self.paginator
        chosen = TableFilters().filter_queryset(request, self.table.records(), self)
        records = pages.paginate_queryset(chosen, request, self)
        self.table.complete(records)
        return pages.get_paginated_response([self.table.as_dict(record) for record in records])

    def retrieve(self, request: Any, key: str) -> Response:
        refuse_unknown(request, [INDENT])
        record = self.table.records().filter(**{self.table.lookup: self._key(key)}).first()
        if record is None:
            raise Http404
        self.table.complete([record])
        return Response(self.table.as_dict(record))

    def _key(self, text: str) -> Any:
        """The key as its column has it. Raises Http404 for what cannot be one."""
        if "\x00" in text:
            raise Http404
        kind = next(column.kind for column in self.table.columns if column.name == self.table.key)
        try:
            value = {ColumnKind.ID: UUID, ColumnKind.INTEGER: int}.get(kind, str)(text)
        except ValueError as error:
            raise Http404 from error
        if isinstance(value, int) and not 0 <= value <= LARGEST_NUMBER:
            raise Http404
        return value


def view_of(table: Table) -> type[TableView]:
    """The view of a table, described for OpenAPI."""
    record = serializer_of(table, "pl")
    key = OpenApiParameter("key", str, OpenApiParameter.PATH, description=f"The record’s {table.key}.")
    described = extend_schema_view(
        list=extend_schema(
            operation_id=f"{table.name}_list",
            description=table.about,
            parameters=[IN_LINES],
            responses={200: record(many=True), **UNCHANGED, **ERRORS},
            tags=[table.dataset],
        ),
        retrieve=extend_schema(
            operation_id=f"{table.name}_retrieve",
            description=table.about,
            parameters=[key, IN_LINES],
            responses={200: record, **UNCHANGED, **ERRORS},
            tags=[table.dataset],
        ),
    )
    return described(type("TableView", (TableView,), {"table": table}))


class Contents(APIView):
    """What there is: every table with its address and its files."""

    http_method_names = ["get", "head"]

    @extend_schema(
        operation_id="tables",
        parameters=[IN_LINES],
        tags=["contents"],
        responses={
            200: inline_serializer(
                "Contents",
                {
                    "licence": serializers.URLField(),
                    "openapi": serializers.URLField(),
                    "tables": serializers.ListField(child=serializers.DictField()),
                },
            ),
            **UNCHANGED,
            **ERRORS,
        },
    )
    def get(self, request: Any) -> Response:
        refuse_unknown(request, [INDENT])
        return Response({"licence": LICENCE, "openapi": page("api_schema"), "tables": [_entry(one) for one in TABLES]})


def _entry(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": capfirst(str(table.title)),
        "about": str(table.about),
        "url": page(f"api_{table.name}"),
        "files": {form: page(f"data_{form}", table.slug) for form in ("csv", "xlsx", "json")},
        "columns": page("data_csvw", table.slug),
    }


class Nothing(APIView):
    """Any other address: a sentence as JSON, as for everything here."""

    http_method_names = ["get", "head"]
    schema = None

    def get(self, request: Any, rest: str = "") -> Response:
        sentence = _("There is nothing here. The list of tables is at %(address)s.")
        return Response({"detail": sentence % {"address": page("api")}}, status=404)
