"""Results of a search, ready to be shown: grouped by document, each passage with a link to its exact place."""

from dataclasses import dataclass, field
from itertools import islice

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalogue.enums import EntryKind
from catalogue.models import Publication, SearchEntry, SearchPassage
from catalogue.queries import Question, best_passages, entries_of, url_name
from catalogue.queries.search import Hit
from catalogue.rendering.hits import highlight, quote
from core.text import is_polish

MOST_PLACES = 3
MOST_INNER = 3
#: things that stand inside a document
INNER = frozenset({EntryKind.RECOMMENDATION, EntryKind.PRACTICE, EntryKind.BARRIER})


@dataclass(frozen=True)
class Place:
    """A quoted passage: what it is called, where it stands, in which language it is written."""

    heading: SafeString
    url: str
    text: SafeString
    language: str


@dataclass(frozen=True)
class Result:
    """An entry as the results show it. `inner` are things of the same document, `more_inner` how many are not shown."""

    entry: SearchEntry
    url: str
    title: SafeString
    language: str
    lead: SafeString
    lead_language: str
    places: list[Place] = field(default_factory=list)
    more_places: int = 0
    inner: list["Result"] = field(default_factory=list)
    more_inner: int = 0

    @property
    def code(self) -> str:
        return self.entry.key if self.entry.kind in INNER else ""

    @property
    def document(self) -> str:
        """What narrows results to the document of this one."""
        shown = self.entry.publication
        return f"{shown.kind}:{shown.slug}" if shown else ""


@dataclass(frozen=True)
class Group:
    """The hits of one document, or a single hit that belongs to none; `head` is the document's own."""

    head: Hit | None
    inner: list[Hit]


def grouped(found: list[Hit]) -> list[Group]:
    """Hits by document, in the order of the best of each."""
    groups: dict[object, list[Hit]] = {}
    for hit in found:
        groups.setdefault(hit.publication_id or ("entry", hit.pk), []).append(hit)
    return [
        Group(
            next((hit for hit in hits if hit.kind not in INNER), None),
            [hit for hit in hits if hit.kind in INNER],
        )
        for hits in groups.values()
    ]


def single(found: list[Hit]) -> list[Group]:
    """Every hit alone."""
    return [Group(hit, []) for hit in found]


def results(question: Question, groups: list[Group]) -> list[Result]:
    """The groups of one page. Two queries."""
    shown = [(group.head, group.inner[:MOST_INNER], len(group.inner)) for group in groups]
    keys = [hit.pk for head, inner, _count in shown for hit in (*([head] if head else []), *inner)]
    entries = entries_of(keys)
    passages = best_passages(question, keys, language="pl" if is_polish() else "en")
    made = []
    for head, inner, count in shown:
        inside = [_result(question, entries[hit.pk], passages.get(hit.pk, []), places=1) for hit in inner]
        if head is None and count == 1:
            made.append(inside[0])
        elif head is None:
            made.append(_of_document(question, inside, count))
        else:
            made.append(_with_inner(question, entries[head.pk], passages.get(head.pk, []), inside, count))
    return made


def _with_inner(
    question: Question, entry: SearchEntry, passages: list[SearchPassage], inside: list[Result], count: int
) -> Result:
    """A document's own result; what its things quote below is not quoted twice."""
    apart = [] if inside else passages
    return _result(question, entry, apart, inner=inside, more_inner=count - len(inside))


def _of_document(question: Question, inside: list[Result], count: int) -> Result:
    """A document that itself is no hit, for the things in it that are."""
    publication = inside[0].entry.publication
    if publication is None:
        raise ValueError("only what stands in a document is grouped")
    entry = _stand_in(publication, inside[0].entry)
    return _result(question, entry, [], inner=inside, more_inner=count - len(inside))


def _stand_in(publication: Publication, entry: SearchEntry) -> SearchEntry:
    return SearchEntry(
        kind=publication.kind,
        key=publication.slug,
        title=publication.title,
        publication=publication,
        network=entry.network,
    )


def _result(
    question: Question,
    entry: SearchEntry,
    passages: list[SearchPassage],
    *,
    places: int = MOST_PLACES,
    inner: list[Result] | None = None,
    more_inner: int = 0,
) -> Result:
    url = address(entry)
    english = "" if is_polish() else entry.title_en
    english_lead = "" if is_polish() else entry.lead_en
    has_lead = not passages and not inner
    return Result(
        entry=entry,
        url=url,
        title=highlight(english or entry.title, question),
        language="en" if english else "pl",
        lead=highlight(english_lead or entry.lead, question) if has_lead else mark_safe(""),
        lead_language="en" if english_lead else "pl",
        places=[_place(question, url, passage) for passage in islice(passages, places)],
        more_places=max(len(passages) - places, 0) if places > 1 else 0,
        inner=inner or [],
        more_inner=more_inner,
    )


def _place(question: Question, url: str, passage: SearchPassage) -> Place:
    base = url.partition("#")[0]
    return Place(
        heading=highlight(passage.heading, question) if passage.anchor else escape(passage.heading),
        url=f"{base}#{passage.anchor}" if passage.anchor else "",
        text=quote(passage.text, question),
        language=passage.language,
    )


def address(entry: SearchEntry) -> str:
    """Where an entry is read, in the language of the page."""
    if entry.kind == EntryKind.MATERIAL:
        return reverse("meeting_material", args=[entry.key])
    return reverse(url_name(entry.kind), args=[entry.key])
