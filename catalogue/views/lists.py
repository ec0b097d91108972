"""What every filtered list does: facets, an order, pages of thirty, and the list alone for htmx."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import trigger_client_event

from catalogue.forms import FacetSet


def list_page(
    request: HttpRequest, template: str, filters: FacetSet, extra: dict[str, Any] | None = None
) -> HttpResponse:
    """The list, or its `listing` partial when htmx asks; the partial is the same markup as on the whole page."""
    page = filters.page(request.GET.get("page"))
    context = {
        "page": page,
        "form": filters.form,
        "filters": filters,
        "chosen": filters.chosen(),
        "beyond": beyond(request, page),
        **(extra or {}),
    }
    return respond(request, template, context, page.paginator.count, part="listing")


def beyond(request: HttpRequest, page: Page) -> str:
    """A sentence for those who asked for a page that does not exist; an empty text for the others."""
    asked = request.GET.get("page", "")
    if not asked.isdecimal() or int(asked[:9]) <= page.paginator.num_pages:
        return ""
    return _("There is no page %(asked)s. This is the last one.") % {"asked": asked[:9]}


def respond(
    request: HttpRequest, template: str, context: dict[str, Any], count: int, *, part: str = "results"
) -> HttpResponse:
    """Render the page or, for htmx, its partial `part`; then the number found is also said aloud."""
    htmx = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, f"{template}#{part}" if htmx else template, context)
    patch_vary_headers(response, ["HX-Request"])
    if htmx:
        trigger_client_event(response, "portal:announce", {"value": found_sentence(count)})
    return response


def found_sentence(count: int) -> str:
    return ngettext("Found: %(count)d result", "Found: %(count)d results", count) % {"count": count}
