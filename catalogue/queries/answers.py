"""The whole answer to a typed text: what was looked for in the end, what was found, and by what it can be narrowed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import CharField, IntegerField, Value
from django.db.models.functions import Cast

from catalogue.queries.corrections import correction
from catalogue.queries.questions import Question, ask
from catalogue.queries.search import Hit, hits
from catalogue.queries.synonyms import synonym_groups
from cities.models import City
from networks.models import Edition, ThematicNetwork

#: what results can be narrowed by, with what of a hit is compared
DIMENSIONS: Mapping[str, Callable[[Hit], Iterable[object]]] = {
    "kind": lambda hit: (hit.kind,),
    "network": lambda hit: hit.networks,
    "city": lambda hit: hit.cities,
    "edition": lambda hit: hit.editions,
}


@dataclass(frozen=True)
class Answer:
    """`question` was looked for in the end; `typed` what the person wrote, where a misspelt word was corrected.

    `every_word` is false when nothing had them all. `better` is a likely spelling that was not looked for.
    """

    question: Question
    hits: list[Hit] = field(default_factory=list)
    every_word: bool = True
    typed: str = ""
    better: str = ""


@dataclass(frozen=True)
class Choice:
    """One value that results can be narrowed to; `pk` as hits have it, `key` as addresses have it."""

    pk: object
    key: str
    name: str
    name_en: str = ""


def answer(text: str, *, exactly: bool = False) -> Answer:
    """What a typed text finds. A misspelt word is corrected unless `exactly` that is asked for.

    At most five queries: synonyms, hits, likely words, hits of the corrected text, hits of some of the words.
    """
    known = synonym_groups()
    question = ask(text, known)
    if question.is_empty:
        return Answer(question)
    found = hits(question)
    if found:
        return Answer(question, found)
    better = correction(question)
    if better and not exactly:
        meant = ask(better, known)
        found = hits(meant)
        if found:
            return Answer(meant, found, typed=question.text)
    return Answer(question, hits(question, every_word=False), every_word=False, better=better)


def narrowed(found: list[Hit], chosen: Mapping[str, object], *, but: str = "") -> list[Hit]:
    """The hits that have every chosen value, those of the dimension `but` left out of account."""
    wanted = [(DIMENSIONS[name], value) for name, value in chosen.items() if name != but]
    return [hit for hit in found if all(value in of(hit) for of, value in wanted)]


def counts(found: list[Hit], chosen: Mapping[str, object]) -> dict[str, Counter[object]]:
    """How many hits each value of each dimension would leave, with what is chosen in the other dimensions."""
    return {
        name: Counter(value for hit in narrowed(found, chosen, but=name) for value in of(hit))
        for name, of in DIMENSIONS.items()
    }


def places() -> dict[str, list[Choice]]:
    """Editions, networks and participating cities by which results are narrowed. One query."""
    text, none = CharField(), Value("", output_field=CharField())
    editions = Edition.objects.order_by().values_list(
        Value("edition", output_field=text), Cast("pk", IntegerField()), "slug", "name", "name_en", "number"
    )
    networks = ThematicNetwork.objects.order_by().values_list(
        Value("network", output_field=text), Cast("pk", IntegerField()), "slug", "name", "name_en", "position"
    )
    cities = City.objects.order_by().values_list(
        Value("city", output_field=text), Cast("pk", IntegerField()), "slug", "name", none,
        Value(0, output_field=IntegerField()),
    )  # fmt: skip
    rows: dict[str, list[tuple[int, Choice]]] = {"edition": [], "network": [], "city": []}
    for dimension, pk, slug, name, name_en, order in editions.union(networks, cities, all=True):
        rows[dimension].append((order, Choice(pk, slug, name, name_en)))
    return {dimension: [choice for _order, choice in found] for dimension, found in rows.items()}
