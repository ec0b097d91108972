"""GET /szukaj/podpowiedzi/?q=: what a person may mean while typing, as a plain list of links."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue.models import SearchEntry
from catalogue.queries import suggested_entries, suggested_words
from catalogue.rendering.results import address
from core.text import is_polish


@dataclass(frozen=True)
class Suggestion:
    """A link with what it is; `kind` is empty for words to search for."""

    text: str
    url: str
    kind: str = ""
    language: str = "pl"


@require_safe
@never_cache
def suggestions(request: HttpRequest) -> HttpResponse:
    """A page with links; the list alone for the script of the search box."""
    text = request.GET.get("q", "")
    words = [Suggestion(one, f"{reverse('search')}?{urlencode({'q': one})}") for one in suggested_words(text)]
    things = [_of(entry) for entry in suggested_entries(text)]
    fragment = request.headers.get("HX-Request") == "true"
    context = {"typed": text[:200], "suggestions": [*words, *things]}
    response = render(request, f"catalogue/suggestions.html{'#list' if fragment else ''}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _of(entry: SearchEntry) -> Suggestion:
    """A thing under its name in the language of the page, where it has one."""
    english = "" if is_polish() else entry.title_en
    return Suggestion(english or entry.title, address(entry), entry.get_kind_display(), "en" if english else "pl")
