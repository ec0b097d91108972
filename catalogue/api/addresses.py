"""The addresses below /api/v1/."""

from typing import Any

from django.urls import path, re_path
from django.views.decorators.gzip import gzip_page
from drf_spectacular.views import SpectacularJSONAPIView

from catalogue.api.conditional import conditional as _conditional
from catalogue.api.views import Contents, Nothing, view_of
from catalogue.exchange.tables import TABLES


def conditional(view: Any) -> Any:
    """Packed for slow lines; there is no secret in the answers that packing could give away."""
    return gzip_page(_conditional(view))


def _of_tables() -> list[Any]:
    found = []
    for table in TABLES:
        view = view_of(table)
        lists, records = conditional(view.as_view({"get": "list"})), conditional(view.as_view({"get": "retrieve"}))
        found += [
            path(f"{table.name}/", lists, name=f"api_{table.name}"),
            path(f"{table.name}/<str:key>/", records, name=f"api_{table.name}_record"),
        ]
    return found


ROUTES = [
    path("", conditional(Contents.as_view()), name="api"),
    path("openapi.json", conditional(SpectacularJSONAPIView.as_view()), name="api_schema"),
    *_of_tables(),
    re_path(r"^(?P<rest>.*)$", Nothing.as_view(), name="api_nothing"),
]
