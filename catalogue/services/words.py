"""The words that search finds: entries, their quotable passages, and the vocabulary for “did you mean”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Prefetch, Value
from django.db.models.functions import Cast
from django.utils import timezone, translation
from django.utils.text import Truncator

from catalogue.enums import EntryKind
from catalogue.models import Publication, SearchEntry, SearchPassage
from cities.models import City
from core.richtext import plain
from core.words import fold, is_common, tokens, vector
from documents.enums import FieldKind
from documents.rendering import FieldReading, PartReading, Reading, RowReading, SectionReading, reading
from initiatives.models import Initiative
from networks.models import MeetingMaterial, Participation, ThematicNetwork

PASSAGE_LENGTH = 360
LEAD_LENGTH = 200
SOFT_HYPHEN = "\u00ad"
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
SHORTEST_SUGGESTION = 4
#: any number, the same for everybody who renews the vocabulary
VOCABULARY_LOCK = 2_026_112_201

#: kinds of fields whose words are prose; choices, amounts and dates say nothing outside their table
PROSE = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.RICH, FieldKind.LINES, FieldKind.ORGANISATION,
                    FieldKind.ORGANISATIONS})  # fmt: skip
REFERENCES = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})
#: what a thing of each kind is called, so that “rekomendacja retencja” finds it; weighs least
CALLED = {
    EntryKind.RECOMMENDATION: "rekomendacja",
    EntryKind.PRACTICE: "dobra praktyka",
    EntryKind.BARRIER: "bariera",
    EntryKind.MATERIAL: "spotkanie materiały",
    EntryKind.CITY: "miasto",
}
#: rows of a plan that are found on their own, by their section
ROWS = ((EntryKind.BARRIER, "barriers"), (EntryKind.RECOMMENDATION, "recommendations"),
        (EntryKind.PRACTICE, "good_practices"))  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A text and where it stands; `language` is that of its words."""

    anchor: str
    heading: str
    text: str
    language: str = "pl"


def index_publication(publication: Publication, content: dict[str, Any]) -> None:
    """Make the search entries of a document, its recommendations, barriers and practices again."""
    forget(publication)
    with translation.override(content["language"]):
        read = reading(content)
    edition = _edition_id(publication)
    _add(
        SearchEntry(
            kind=publication.kind,
            key=publication.slug,
            title=publication.title,
            title_en=_english(read, "record", "title_en"),
            lead=publication.lead,
            lead_en=_english(read, "summary", "text_en"),
        ),
        list(_passages(read)),
        publication=publication,
        edition=edition,
        title_words=_title_words(publication, read),
    )
    for one in _rows_of_their_own(publication, read):
        _add(one.entry, one.passages, publication=publication, edition=edition, title_words=one.title_words)


def _edition_id(publication: Publication) -> int | None:
    if publication.kind == "mid":
        found = Initiative.objects.filter(document=publication.document_id)
        return found.values_list("participation__edition_id", flat=True).first()
    return publication.network.edition_id if publication.network else None


@dataclass(frozen=True)
class _Row:
    """A row of a plan that is found on its own."""

    entry: SearchEntry
    passages: list[Passage]
    title_words: str


def _rows_of_their_own(publication: Publication, read: Reading) -> Iterator[_Row]:
    if publication.kind != "pu":
        return
    leads = {one.code: one.lead for one in publication.recommendations.all()}
    shown = {str(one.content["id"]): one for one in publication.practices.all()}
    for kind, section in ROWS:
        for row in (row for part in read.section(section).parts[:1] for row in part.rows):
            texts = list(_cut(_row_texts(row, "", "")))
            entry = SearchEntry(kind=kind, key=row.code, title=row.title)
            title_words = row.code
            if kind == EntryKind.BARRIER:
                entry.lead = Truncator(texts[0].text).chars(LEAD_LENGTH) if texts else ""
            elif kind == EntryKind.RECOMMENDATION:
                if row.code not in leads:
                    continue
                entry.lead = leads[row.code]
            else:
                practice = shown[row.id]
                entry.lead, entry.cities = practice.lead, [practice.city_id] if practice.city_id else []
                title_words = f"{row.code} {practice.place} {practice.country}"
            yield _Row(entry, texts, title_words)


def forget(publication: Publication) -> None:
    """Take everything of a publication out of search."""
    SearchEntry.objects.filter(publication=publication).delete()


@transaction.atomic
def index_places() -> None:
    """Make the entries of participating cities, networks and public materials of meetings again, and the vocabulary.

    Others who do so wait.
    """
    _lock()
    SearchEntry.objects.filter(kind__in=[EntryKind.CITY, EntryKind.NETWORK, EntryKind.MATERIAL]).delete()
    participations = Prefetch(
        "participations", queryset=Participation.objects.select_related("network", "edition").order_by("edition_id")
    )
    cities = City.objects.filter(participations__isnull=False).distinct().select_related("voivodeship")
    for city in cities.prefetch_related(participations):
        _add_city(city)
    for network in ThematicNetwork.objects.select_related("edition"):
        _add_network(network)
    public = MeetingMaterial.objects.filter(is_public=True, meeting__is_public=True)
    for material in public.select_related("meeting").prefetch_related("meeting__networks", "meeting__hosts"):
        _add_material(material)
    refresh_vocabulary()


def _add_city(city: City) -> None:
    taken = list(city.participations.all())
    networks = list(dict.fromkeys(one.network for one in taken if one.network))
    entry = SearchEntry(kind=EntryKind.CITY, key=city.slug, title=city.name, city=city, cities=[city.pk])
    entry.lead = ", ".join([city.voivodeship.name, *(network.name for network in networks)])
    entry.lead_en = ", ".join([city.voivodeship.name, *(network.name_en for network in networks)])
    entry.networks = [network.pk for network in networks]
    entry.editions = list(dict.fromkeys(one.edition_id for one in taken))
    _add(entry, [])


def _add_network(network: ThematicNetwork) -> None:
    entry = SearchEntry(
        kind=EntryKind.NETWORK,
        key=network.slug,
        title=network.name,
        title_en=network.name_en,
        lead=network.topic,
        lead_en=network.topic_en,
        network=network,
        networks=[network.pk],
        editions=[network.edition_id],
    )
    texts = [
        Passage("", "", network.description),
        Passage("", "", network.challenge),
        Passage("", "", network.description_en, "en"),
        Passage("", "", network.challenge_en, "en"),
    ]
    _add(entry, list(_cut(texts)))


def _add_material(material: MeetingMaterial) -> None:
    meeting = material.meeting
    networks, hosts = list(meeting.networks.all()), list(meeting.hosts.all())
    entry = SearchEntry(kind=EntryKind.MATERIAL, key=str(material.pk), title=material.title, material=material)
    day = timezone.localtime(meeting.starts_at).strftime("%d.%m.%Y")
    entry.lead = ", ".join(text for text in (meeting.title, meeting.place, day) if text)
    entry.network = networks[0] if len(networks) == 1 else None
    entry.networks = [network.pk for network in networks]
    entry.cities = [city.pk for city in hosts]
    entry.editions = [meeting.edition_id]
    _add(entry, list(_cut([Passage("", meeting.title, meeting.programme)])))


def refresh_vocabulary() -> None:
    """Count the words of all entries again, in the database; people who publish at once wait for each other."""
    _lock()
    with connection.cursor() as cursor:
        cursor.execute("delete from catalogue_searchword")
        cursor.execute(
            "insert into catalogue_searchword (word, folded, entries) "
            "select word, translate(word, 'ąćęłńóśźż', 'acelnoszz'), count(*) "
            "from catalogue_searchentry, unnest(vocabulary) as word group by word"
        )


def _lock() -> None:
    """Wait until nobody else renews the words; lasts until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [VOCABULARY_LOCK])


def _add(
    entry: SearchEntry,
    passages: list[Passage],
    *,
    publication: Publication | None = None,
    edition: int | None = None,
    title_words: str = "",
) -> None:
    """Store an entry with its passages. `title_words` weigh as much as the title without being shown in it."""
    if publication is not None:
        entry.publication, entry.network_id, entry.city_id = publication, publication.network_id, publication.city_id
        entry.networks = [publication.network_id] if publication.network_id else []
        entry.cities = [*([publication.city_id] if publication.city_id else []), *entry.cities]
        entry.editions = [edition] if edition else []
    heads = [
        (f"{entry.title} {entry.title_en} {title_words}", "A"),
        (entry.lead, "B"),
        (entry.lead_en, "B"),
        (CALLED.get(EntryKind(entry.kind), ""), "D"),
    ]
    weighted = [*heads, *((f"{one.heading} {one.text}", "C") for one in passages)]
    entry.folded = fold(entry.title)
    entry.heads = _as_vector(heads)
    entry.words = _as_vector(weighted)
    entry.vocabulary = sorted({word for text, _weight in weighted for word in _vocabulary(text)})
    entry.save()
    SearchPassage.objects.bulk_create(
        SearchPassage(
            entry=entry,
            position=position,
            anchor=one.anchor,
            heading=one.heading[:250],
            text=one.text,
            language=one.language,
            words=_as_vector([(one.heading, "B"), (one.text, "C")]),
        )
        for position, one in enumerate(passages)
    )


def _as_vector(weighted: Iterable[tuple[str, str]]) -> Cast:
    return Cast(Value(vector(weighted)), SearchVectorField())


def _vocabulary(text: str) -> Iterator[str]:
    # The last word of a shortened text may be half of one.
    for token in tokens(text.rpartition(" ")[0] if text.endswith("…") else text):
        word = token.word.lower()
        if len(word) >= SHORTEST_SUGGESTION and word.isalpha() and not is_common(word):
            yield word


def _title_words(publication: Publication, read: Reading) -> str:
    """The names of the city and the network, and what the document is called."""
    city = (read.facts.get("city") or {}).get("name", "")
    network = (read.facts.get("network") or {}).get("name", "")
    short = "MID" if publication.kind == "mid" else "PU"
    return f"{city} {network} {read.label} {short}"


def _english(read: Reading, key: str, name: str) -> str:
    """A field that an author gave in English; empty where there is none."""
    rows = [row for section in read.sections for part in section.parts if part.key == key for row in part.rows]
    field = rows[0].by.get(name) if rows else None
    return Truncator(" ".join(_field_text(field).split())).chars(LEAD_LENGTH) if field and not field.is_blank else ""


def _passages(read: Reading) -> Iterator[Passage]:
    for section in read.sections:
        for part in section.parts:
            for row in part.rows:
                yield from _cut(_row_passages(section, part, row))


def _row_passages(section: SectionReading, part: PartReading, row: RowReading) -> Iterator[Passage]:
    name = " ".join(word for word in (row.code, row.title) if word) if part.many else ""
    heading = " › ".join(word for word in (section.title, name) if word)
    return _row_texts(row, row.anchor if part.many else section.anchor, heading)


def _row_texts(row: RowReading, anchor: str, heading: str) -> Iterator[Passage]:
    """The prose of a row and of the rows it owns, a line for each field, apart in each language."""
    texts: dict[str, list[str]] = {"pl": []}
    for language, text in _texts(row):
        texts.setdefault(language, []).append(text)
    if not any(texts.values()):
        # Only its name: the place is still found and led to.
        yield Passage(anchor, heading, row.title)
    for language, lines in texts.items():
        if lines:
            yield Passage(anchor, heading, "\n".join(lines), language)


def _texts(row: RowReading) -> Iterator[tuple[str, str]]:
    for field in row.fields:
        text = "" if field.is_blank or field.name in row.in_heading else _field_text(field)
        if text:
            yield field.lang or "pl", text.replace(SOFT_HYPHEN, "")
    for child in (child for rows in row.children.values() for child in rows):
        yield from _texts(child)


def _field_text(field: FieldReading) -> str:
    if field.kind in REFERENCES:
        return ", ".join(item.text for item in field.items if not item.url)
    if field.kind not in PROSE:
        return ""
    if field.items:
        return "\n".join(item.text for item in field.items)
    return plain(field.html) if field.html else field.text


def _cut(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Long texts in pieces of whole sentences, each short enough to be quoted."""
    for passage in passages:
        piece = ""
        for between, sentence in _sentences(passage.text):
            if piece and len(piece) + len(sentence) > PASSAGE_LENGTH:
                yield replace(passage, text=piece)
                piece = ""
            piece = f"{piece}{between}{sentence}" if piece else sentence
        if piece:
            yield replace(passage, text=piece)


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of a text, each with what joins it to the one before: a dot where a new line begins."""
    for line in text.splitlines():
        for place, sentence in enumerate(SENTENCE_END.split(line.strip())):
            if sentence:
                yield " " if place else " · ", sentence
