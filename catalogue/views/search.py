"""Search in everything public."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from catalogue.enums import EntryKind
from catalogue.models import Publication
from catalogue.queries import Choice, answer, counts, narrowed, places_to_narrow
from catalogue.queries.search import Hit
from catalogue.rendering.results import grouped, results, single
from catalogue.views.caching import public_page
from catalogue.views.lists import respond
from core.text import is_polish, polish_key

PAGE_LENGTH = 10
QUOTES = re.compile(r"[„\"“”«»]")
LABELS = ("network", "city", "edition")


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    """All words first, a misspelt one corrected; when nothing has them all, what has at least one, and a suggestion."""
    found = answer(request.GET.get("q", ""), exactly="exactly" in request.GET)
    if found.question.is_empty:
        return respond(request, "catalogue/search.html", {"answer": found, "question": found.question}, 0)
    choices = {"kind": _kinds(), **places_to_narrow()}
    chosen = _chosen(request.GET, choices)
    document = _document(request.GET.get("document", ""))
    every = [hit for hit in found.hits if hit.publication_id == document.pk] if document else found.hits
    hits = narrowed(every, {name: choice.pk for name, choice in chosen.items()})
    groups = single(hits) if document or "kind" in chosen else grouped(hits)
    page = Paginator(groups, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "answer": found,
        "question": found.question,
        "document": document,
        "page": page,
        "count": len(hits),
        "clear_url": f"?{urlencode({'q': found.typed or found.question.text})}",
        "unquoted": QUOTES.sub(" ", found.question.text),
        "results": results(found.question, list(page.object_list)),
        **_facets(every, chosen, choices),
    }
    return respond(request, "catalogue/search.html", context, len(hits))


def _kinds() -> list[Choice]:
    return [Choice(kind.value, kind.value, str(kind.label)) for kind in EntryKind]


def _chosen(query: QueryDict, choices: dict[str, list[Choice]]) -> dict[str, Choice]:
    """What the address narrows by; what it names that does not exist is left out of account."""
    found = {name: next((one for one in known if one.key == query.get(name)), None) for name, known in choices.items()}
    return {name: one for name, one in found.items() if one is not None}


def _document(text: str) -> Publication | None:
    """The public document that results are narrowed to, written `kind:slug`; one query when one is named."""
    kind, _colon, slug = text.partition(":")
    return Publication.objects.filter(kind=kind, slug=slug, withdrawn_at=None).first() if slug else None


def _facets(hits: list[Hit], chosen: dict[str, Choice], choices: dict[str, list[Choice]]) -> dict[str, Any]:
    """Every dimension with the values that would leave something, each with how many."""
    keys = {name: choice.pk for name, choice in chosen.items()}
    counted = counts(hits, keys)
    shown = {
        name: [
            {"key": one.key, "name": _name(one), "count": counted[name][one.pk], "is_chosen": chosen.get(name) == one}
            for one in known
            if counted[name][one.pk] or chosen.get(name) == one
        ]
        for name, known in choices.items()
    }
    shown["city"].sort(key=lambda one: polish_key(str(one["name"])))
    return {
        "kinds": shown["kind"],
        "kind": chosen["kind"].key if "kind" in chosen else "",
        "all_count": len(narrowed(hits, keys, but="kind")),
        "filters": {name: shown[name] for name in LABELS},
        "chosen": {name: {"key": one.key, "name": _name(one)} for name, one in chosen.items() if name != "kind"},
    }


def _name(choice: Choice) -> str:
    return choice.name if is_polish() else choice.name_en or choice.name
