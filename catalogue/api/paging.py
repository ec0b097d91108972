"""Pages of a table."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from catalogue.api.formats import BadRequest
from catalogue.exchange.addresses import absolute
from catalogue.exchange.licence import LICENCE

PAGE, PAGE_SIZE = "page", "page_size"
USUAL, MOST = 100, 500
#: no table comes near it; a larger number is a mistake
LAST = 1_000_000


class Pages(BasePagination):
    """`page` from 1, `page_size` from 1 to 500. A page beyond the last is not found; nonsense is a bad request."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any]:
        number = _number(request, PAGE, 1, LAST)
        self.request = request
        paginator = Paginator(queryset, _number(request, PAGE_SIZE, USUAL, MOST))
        try:
            self.page = paginator.page(number)
        except InvalidPage as error:
            sentence = _("There is no page %(number)d: the last one is %(last)d.")
            raise NotFound(sentence % {"number": number, "last": paginator.num_pages}) from error
        return list(self.page.object_list)

    def get_paginated_response(self, data: Any) -> Response:
        page = self.page
        return Response(
            {
                "count": page.paginator.count,
                "page": page.number,
                "pages": page.paginator.num_pages,
                "next": self._address(page.number + 1) if page.has_next() else None,
                "previous": self._address(page.number - 1) if page.has_previous() else None,
                "licence": LICENCE,
                "results": data,
            }
        )

    def _address(self, number: int) -> str:
        query = {**self.request.query_params.dict(), PAGE: str(number)}
        return absolute(f"{self.request.path}?{urlencode(query)}")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        count = {"type": "integer", "minimum": 0}
        address = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {**count, "description": str(gettext_lazy("How many records answer the filters."))},
            "page": {"type": "integer", "minimum": 1},
            "pages": {"type": "integer", "minimum": 1},
            "next": address,
            "previous": address,
            "licence": {"type": "string", "format": "uri"},
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            _parameter(PAGE, _("The number of the page, from 1."), 1, LAST),
            _parameter(PAGE_SIZE, _("How many records a page has."), USUAL, MOST),
        ]


def _number(request: Any, name: str, usual: int, most: int) -> int:
    """A whole number from 1 to `most`. Raises BadRequest."""
    text = request.query_params.get(name)
    if text is None:
        return usual
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most:
        return int(text)
    raise BadRequest(
        _("“%(name)s” must be a whole number from 1 to %(most)d.") % {"name": name, "most": most}, parameter=name
    )


def _parameter(name: str, description: str, default: int, most: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
