"""The words that search finds: entries, their quotable passages, and the vocabulary for “did you mean”."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Prefetch, Value
from django.db.models.functions import Cast
from django.utils import translation

from catalogue.enums import EntryKind
from catalogue.models import Publication, SearchEntry, SearchPassage
from cities.models import City
from core.richtext import plain
from core.words import fold, is_common, tokens, vector
from documents.enums import FieldKind
from documents.rendering import FieldReading, PartReading, Reading, RowReading, SectionReading, reading
from networks.models import Participation, ThematicNetwork

PASSAGE_LENGTH = 360
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
SHORTEST_SUGGESTION = 4
#: any number, the same for everybody who renews the vocabulary
VOCABULARY_LOCK = 2_026_112_201

#: kinds of fields whose words are prose; choices, amounts and dates say nothing outside their table
PROSE = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.RICH, FieldKind.LINES, FieldKind.ORGANISATION,
                    FieldKind.ORGANISATIONS})  # fmt: skip
REFERENCES = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})
#: (anchor, heading, text)
Passage = tuple[str, str, str]


def index_publication(publication: Publication, content: dict[str, Any]) -> None:
    """Make the search entries of a document, its recommendations and its practices again."""
    forget(publication)
    with translation.override(content["language"]):
        read = reading(content)
    _add(
        SearchEntry(kind=publication.kind, key=publication.slug, title=publication.title, lead=publication.lead),
        publication,
        list(_passages(read)),
        title_words=_title_words(publication, read),
    )
    for one in publication.recommendations.all() if publication.kind == "pu" else ():
        entry = SearchEntry(kind=EntryKind.RECOMMENDATION, key=one.code, title=one.title, lead=one.lead)
        _add(entry, publication, _row_passages(read, "recommendations", one.content["id"]), title_words=one.code)
    for practice in publication.practices.all() if publication.kind == "pu" else ():
        entry = SearchEntry(kind=EntryKind.PRACTICE, key=practice.code, title=practice.title, lead=practice.lead)
        words = f"{practice.code} {practice.place} {practice.country}"
        _add(entry, publication, _row_passages(read, "good_practices", practice.content["id"]), title_words=words)


def forget(publication: Publication) -> None:
    """Take everything of a publication out of search."""
    SearchEntry.objects.filter(publication=publication).delete()


@transaction.atomic
def index_places() -> None:
    """Make the entries of participating cities and networks again, and the vocabulary. Others who do so wait."""
    _lock()
    SearchEntry.objects.filter(kind__in=[EntryKind.CITY, EntryKind.NETWORK]).delete()
    participations = Prefetch(
        "participations", queryset=Participation.objects.select_related("network", "edition").order_by("edition_id")
    )
    cities = City.objects.filter(participations__isnull=False).distinct().select_related("voivodeship")
    for city in cities.prefetch_related(participations):
        names = [str(one.network) for one in city.participations.all() if one.network]
        lead = ", ".join([city.voivodeship.name, *dict.fromkeys(names)])
        _add(SearchEntry(kind=EntryKind.CITY, key=city.slug, title=city.name, lead=lead, city=city), None, [])
    for network in ThematicNetwork.objects.select_related("edition"):
        entry = SearchEntry(
            kind=EntryKind.NETWORK, key=network.slug, title=network.name, lead=network.topic, network=network
        )
        texts = [("opis", "", network.description), ("wyzwanie", "", network.challenge)]
        _add(entry, None, _cut(texts), title_words=f"{network.name_en} {network.topic_en}")
    refresh_vocabulary()


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
    entry: SearchEntry, publication: Publication | None, passages: Iterable[Passage], *, title_words: str = ""
) -> None:
    """Store an entry with its passages. `title_words` weigh as much as the title without being shown in it."""
    passages = list(passages)
    if publication is not None:
        entry.publication, entry.network_id, entry.city_id = publication, publication.network_id, publication.city_id
    weighted = [
        (f"{entry.title} {title_words}", "A"),
        (entry.lead, "B"),
        *((f"{heading} {text}", "C") for _anchor, heading, text in passages),
    ]
    entry.folded = fold(entry.title)
    entry.words = _as_vector(weighted)
    entry.vocabulary = sorted({word for text, _weight in weighted for word in _vocabulary(text)})
    entry.save()
    SearchPassage.objects.bulk_create(
        SearchPassage(
            entry=entry,
            position=position,
            anchor=anchor,
            heading=heading[:250],
            text=text,
            words=_as_vector([(heading, "B"), (text, "C")]),
        )
        for position, (anchor, heading, text) in enumerate(passages)
    )


def _as_vector(weighted: Iterable[tuple[str, str]]) -> Cast:
    return Cast(Value(vector(weighted)), SearchVectorField())


def _vocabulary(text: str) -> Iterator[str]:
    for token in tokens(text):
        word = token.word.lower()
        if len(word) >= SHORTEST_SUGGESTION and word.isalpha() and not is_common(word):
            yield word


def _title_words(publication: Publication, read: Reading) -> str:
    """The names of the city and the network, and what the document is called."""
    city = (read.facts.get("city") or {}).get("name", "")
    network = (read.facts.get("network") or {}).get("name", "")
    short = "MID" if publication.kind == "mid" else "PU"
    return f"{city} {network} {read.label} {short}"


def _passages(read: Reading) -> Iterator[Passage]:
    for section in read.sections:
        for part in section.parts:
            for row in part.rows:
                yield from _cut([_passage(section, part, row)])


def _row_passages(read: Reading, section_key: str, row_id: str) -> list[Passage]:
    rows = [row for part in read.section(section_key).parts for row in part.rows if row.id == row_id]
    return list(_cut(("", "", _row_text(row)) for row in rows))


def _passage(section: SectionReading, part: PartReading, row: RowReading) -> Passage:
    name = " ".join(word for word in (row.code, row.title) if word) if part.many else ""
    heading = " › ".join(word for word in (section.title, name) if word)
    return row.anchor if part.many else section.anchor, heading, _row_text(row)


def _row_text(row: RowReading) -> str:
    """The prose of a row and of the rows it owns, a line for each field, with the names of institutions and cities."""
    own = [_field_text(field) for field in row.fields if not field.is_blank and field.name not in row.in_heading]
    children = [_row_text(child) for rows in row.children.values() for child in rows]
    return "\n".join(text for text in (*own, *children) if text)


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
    for anchor, heading, text in passages:
        piece = ""
        for between, sentence in _sentences(text):
            if piece and len(piece) + len(sentence) > PASSAGE_LENGTH:
                yield anchor, heading, piece
                piece = ""
            piece = f"{piece}{between}{sentence}" if piece else sentence
        if piece:
            yield anchor, heading, piece


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of a text, each with what joins it to the one before: a dot where a new line begins."""
    for line in text.splitlines():
        for place, sentence in enumerate(SENTENCE_END.split(line.strip())):
            if sentence:
                yield " " if place else " · ", sentence
