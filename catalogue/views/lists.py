"""What every filtered list does: pages of thirty, and the results alone for htmx."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import ngettext
from django_htmx.http import trigger_client_event

from catalogue.forms import Chosen

PAGE_LENGTH = 30


def list_page(
    request: HttpRequest, template: str, filters: Chosen, extra: dict[str, Any] | None = None
) -> HttpResponse:
    """The list, or its `results` partial when htmx asks; the partial is the same markup as on the whole page."""
    page = Paginator(filters.qs, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"page": page, "form": filters.form, "chosen": filters.chosen(), **(extra or {})}
    return respond(request, template, context, page.paginator.count)


def respond(request: HttpRequest, template: str, context: dict[str, Any], count: int) -> HttpResponse:
    """Render the page or its results; for htmx the number found is also said aloud."""
    htmx = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, f"{template}#results" if htmx else template, context)
    patch_vary_headers(response, ["HX-Request"])
    if htmx:
        trigger_client_event(response, "portal:announce", {"value": found_sentence(count)})
    return response


def found_sentence(count: int) -> str:
    return ngettext("Found: %(count)d result", "Found: %(count)d results", count) % {"count": count}
