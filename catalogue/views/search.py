"""Search in everything public."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from catalogue.enums import EntryKind
from catalogue.models import SearchEntry
from catalogue.queries import Question, ask, best_passages, found, suggestion, url_name
from catalogue.rendering import highlight
from catalogue.views.lists import respond

PAGE_LENGTH = 20


@dataclass(frozen=True)
class Hit:
    """An entry as the results show it; `place` names where in it the quoted text stands."""

    entry: SearchEntry
    url: str
    title: SafeString
    text: SafeString
    place: str = ""
    place_url: str = ""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All words first; when nothing has them all, what has at least one, and a suggestion."""
    question = ask(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    if question.is_empty:
        return respond(request, "catalogue/search.html", {"question": question, "kinds": []}, 0)
    entries, every_word = found(question), True
    counts = _counts(entries)
    if not counts:
        entries, every_word = found(question, every_word=False), False
        counts = _counts(entries)
    if kind not in counts:
        kind = ""
    count = counts[kind] if kind else sum(counts.values())
    paginator = Paginator(entries.filter(kind=kind) if kind else entries, PAGE_LENGTH)
    paginator.count = count
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "question": question,
        "kind": kind,
        "kinds": _kinds(counts),
        "all_count": sum(counts.values()),
        "page": page,
        "hits": _hits(question, list(page.object_list)),
        "every_word": every_word,
        "suggestion": "" if every_word else suggestion(question),
    }
    return respond(request, "catalogue/search.html", context, count)


def _counts(entries: Any) -> dict[str, int]:
    rows = entries.order_by().values("kind").annotate(count=Count("pk")).values_list("kind", "count")
    return dict(rows)


def _kinds(counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"value": kind.value, "label": kind.label, "count": counts[kind.value]}
        for kind in EntryKind
        if kind.value in counts
    ]


def _hits(question: Question, entries: list[SearchEntry]) -> list[Hit]:
    passages = best_passages(question, entries)
    hits = []
    for entry in entries:
        url = reverse(url_name(entry.kind), args=[entry.key])
        passage = passages.get(entry.pk)
        hits.append(
            Hit(
                entry=entry,
                url=url,
                title=highlight(entry.title, question),
                text=highlight(passage.text if passage else entry.lead, question),
                place=passage.heading if passage else "",
                place_url=f"{url}#{passage.anchor}" if passage and passage.anchor else "",
            )
        )
    return hits
