"""Finding a barrier, a recommendation or a good practice by its code, for its page, its JSON and its citation."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from catalogue.models import Publication
from catalogue.queries import barrier_at, practices, recommendations
from catalogue.rendering.citation import FORMATS, Source, sentence, source_of_part
from catalogue.views.withdrawn import withdrawn_page

#: what each is called in a citation, which is Polish
GENRES = {"barrier": "bariera", "recommendation": "rekomendacja", "practice": "dobra praktyka"}


@dataclass(frozen=True)
class Found:
    """What stands at a permanent address of a part of a plan; `shown` has its code, title and publication."""

    kind: str
    shown: Any

    @property
    def publication(self) -> Publication:
        return self.shown.publication

    @property
    def source(self) -> Source:
        with translation.override("pl"):
            path = reverse(self.kind, args=[self.shown.code])
        return source_of_part(self.publication, self.shown.code, self.shown.title, GENRES[self.kind], path)


def find(request: HttpRequest, kind: str, code: str) -> Found | HttpResponse:
    """What is public at this address, or the notice that its plan is withdrawn (410). Raises Http404. One query."""
    shown = _rows(kind, code).first()
    if shown is None:
        raise Http404("nothing public has this code")
    if shown.publication.withdrawn_at:
        return withdrawn_page(request, shown.publication)
    return Found(kind, shown)


def _rows(kind: str, code: str) -> Any:
    beside = ("publication__network__edition", "publication__version", "publication__city")
    found: dict[str, Any] = {
        "barrier": barrier_at,
        "recommendation": lambda code: (
            recommendations(withdrawn=True).prefetch_related("institutions").filter(code=code)
        ),
        "practice": lambda code: practices(withdrawn=True).filter(code=code),
    }
    rows = found[kind](code.upper()).defer(None)
    return rows.select_related(*beside).defer("publication__version__content")


def around(found: Found) -> dict[str, Any]:
    """What the page of each shows beside its chain: its network, how to cite it, where its data are."""
    return {
        "network": found.publication.network,
        "publication": found.publication,
        "cite": sentence(found.source),
        "cite_name": f"{found.kind}_citation",
        "cite_key": found.shown.code,
        "cite_formats": [(ending, label) for ending, (_kind, _make, label) in FORMATS.items()],
        "json_url": reverse(f"{found.kind}_json", args=[found.shown.code]),
    }
