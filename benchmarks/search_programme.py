"""A programme of 300 MIDs and more than 2,000 recommendations, the same at every run, made of the texts of the sample.

Sentences of `search_queries.json` are planted in known places of it, so that it is known what each query should find.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from catalogue.models import Publication
from catalogue.services import rebuild
from cities.models import City
from core.names import slug
from documents.enums import Purpose, State
from documents.models import Document, Version
from improvement_plans.models import ImprovementPlan, Recommendation
from initiatives.models import Initiative
from networks.models import Edition, Participation, ThematicNetwork

MIDS = 270
NETWORKS = 27
RECOMMENDATIONS = 74
BARRIERS, PRACTICES = 8, 6
#: cities whose names the queries ask for; no text names them
ASKED_CITIES = (
    "Kalisz", "Tarnów", "Chełm", "Łomża", "Ostrołęka", "Siedlce", "Zamość", "Przemyśl", "Jelenia Góra", "Nowy Sącz",
    "Piła", "Elbląg", "Gniezno", "Suwałki", "Sanok",
)  # fmt: skip
#: the others are these with numbers
OTHER_CITIES = ("Borzęcin", "Cisowa", "Dąbkowice", "Jasionka", "Kaliny", "Modrzewiec", "Olchowa", "Radogoszcz")
SPACE = uuid.UUID("5f0c6e0e-7b0e-4c52-9d5b-3a1c2f6f3c11")

#: what is planted, by place: `mid:3`, `recommendation:120`, `barrier:7`, `practice:5`
Planted = dict[str, list[str]]


def build(planted: Planted) -> None:
    """Fill the empty database: the sample programme of 30 cities, copied until the programme is large."""
    call_command("load_sample", verbosity=0)
    mids = list(Version.objects.filter(publications__kind="mid").order_by("document__slug"))
    plans = list(Version.objects.filter(publications__kind="pu").order_by("document__slug"))
    networks = [_network(number) for number in range(NETWORKS)]
    for number in range(MIDS):
        _add_mid(number, networks[number % NETWORKS], mids[number % len(mids)].content, planted)
    for number, network in enumerate(networks):
        _add_plan(number, network, plans[number % len(plans)].content, planted)
    rebuild()


def city_name(number: int) -> str:
    if number < len(ASKED_CITIES):
        return ASKED_CITIES[number]
    return f"{OTHER_CITIES[number % len(OTHER_CITIES)]} {number}"


def network_code(number: int) -> str:
    return f"X{chr(65 + number // 26)}{chr(65 + number % 26)}"


def key_of(place: str) -> str:
    """The place of a plant as search knows it: `mid:3` -> `mid:lomza-2031-2033`."""
    kind, _colon, text = place.partition(":")
    number = int(text)
    if kind == "mid":
        return f"mid:{slug(city_name(number))}-{_edition_slug(number % NETWORKS)}"
    per_plan = {"recommendation": RECOMMENDATIONS, "barrier": BARRIERS, "practice": PRACTICES}[kind]
    letter = {"recommendation": "R", "barrier": "B", "practice": "D"}[kind]
    plan, row = divmod(number, per_plan)
    code = f"{network_code(plan)}-{letter}{row + 1:02d}"
    return f"barrier:siec-{plan}/{code}" if kind == "barrier" else f"{kind}:{code}"


def keys_of(place: str) -> Iterator[str]:
    """All entries that have what is planted in a place: a plan has the words of its rows."""
    yield key_of(place)
    kind, _colon, text = place.partition(":")
    if kind != "mid":
        per_plan = {"recommendation": RECOMMENDATIONS, "barrier": BARRIERS, "practice": PRACTICES}[kind]
        yield f"pu:siec-{int(text) // per_plan}"


def _edition_slug(network: int) -> str:
    return f"{2031 + network // 3 * 3}-{2033 + network // 3 * 3}"


def _network(number: int) -> ThematicNetwork:
    first = 2031 + number // 3 * 3
    edition, _made = Edition.objects.get_or_create(
        slug=_edition_slug(number),
        defaults={
            "number": 100 + number // 3, "name": f"Edycja {first}", "name_en": f"Edition {first}",
            "starts": f"{first}-01-01", "ends": f"{first + 2}-12-31", "plans_from": f"{first}-01-01",
            "plans_until": f"{first + 5}-12-31",
        },
    )  # fmt: skip
    return ThematicNetwork.objects.create(
        edition=edition, slug=f"siec-{number}", code=network_code(number), name=f"Sieć {number}",
        name_en=f"Network {number}", topic="Miasto", topic_en="City", colour="#3f7d20", tint="#f0f7ec", shape="circle",
    )  # fmt: skip


def _add_mid(number: int, network: ThematicNetwork, base: dict[str, Any], planted: Planted) -> None:
    name = city_name(number)
    city = City.objects.create(
        slug=slug(name), name=name, teryt=f"{3_100_001 + number * 10:07d}", gmina_kind=1, voivodeship_id="30"
    )
    participation = Participation.objects.create(edition=network.edition, city=city, network=network)
    content = _copied(base, f"mid{number}")
    content["slug"] = f"{city.slug}-{network.edition.slug}"
    content["facts"]["city"].update(name=name, slug=city.slug)
    content["facts"]["network"].update(name=network.name, slug=network.slug)
    actions = content["parts"]["action"]
    for place, sentence in enumerate(planted.get(f"mid:{number}", ())):
        values = actions[(number + place * 5) % len(actions)]["values"]
        values["description"] = f"{values.get('description') or ''}<p>{sentence}</p>"
    document = _publish(content, network=network, city=city)
    Initiative.objects.create(document=document, participation=participation)


def _add_plan(number: int, network: ThematicNetwork, base: dict[str, Any], planted: Planted) -> None:
    content = _copied(base, f"pu{number}")
    content["slug"] = network.slug
    content["facts"]["network"].update(name=network.name, slug=network.slug)
    parts = content["parts"]
    parts["recommendation"] = _repeated(parts["recommendation"], number, "R", RECOMMENDATIONS)
    parts["barrier"] = _repeated(parts["barrier"], number, "B", BARRIERS)
    parts["good_practice"] = _repeated(parts["good_practice"], number, "D", PRACTICES)
    for kind, key, field in (
        ("recommendation", "recommendation", "text"), ("barrier", "barrier", "description"),
        ("practice", "good_practice", "solution"),
    ):  # fmt: skip
        for place, row in enumerate(parts[key]):
            for sentence in planted.get(f"{kind}:{number * len(parts[key]) + place}", ()):
                row["values"][field] = f"{row['values'].get(field) or ''}<p>{sentence}</p>"
    document = _publish(content, network=network, city=None)
    ImprovementPlan.objects.create(network=network, document=document)
    Recommendation.objects.bulk_create(
        Recommendation(
            id=row["id"], document=document, code=row["values"]["code"], title=row["values"]["title"],
            kind=row["values"]["kind"], position=place,
        )
        for place, row in enumerate(parts["recommendation"])
    )  # fmt: skip


def _repeated(rows: list[dict[str, Any]], plan: int, letter: str, count: int) -> list[dict[str, Any]]:
    """`count` rows with the texts of `rows` in turn, each with an id and a code of its own."""
    made = []
    for place in range(count):
        row = json.loads(json.dumps(rows[place % len(rows)]))
        if place >= len(rows):
            row["id"] = str(uuid.uuid5(SPACE, f"{row['id']} {place}"))
        row["values"]["code"] = row["code"] = f"{network_code(plan)}-{letter}{place + 1:02d}"
        made.append(row)
    return made


def _copied(content: dict[str, Any], name: str) -> dict[str, Any]:
    """A copy of a snapshot in which every row has an id of its own."""
    text = json.dumps(content)
    for rows in content["parts"].values():
        for row in rows:
            text = text.replace(row["id"], str(uuid.uuid5(SPACE, f"{name} {row['id']}")))
    return json.loads(text)


def _publish(content: dict[str, Any], *, network: ThematicNetwork, city: City | None) -> Document:
    """A document whose only Version is public, without the way through reviews."""
    document = Document.objects.create(
        kind=content["kind"], slug=content["slug"], title=content["title"], state=State.PUBLISHED, is_sample=True
    )
    version = Version.objects.create(
        document=document,
        number=1,
        purpose=Purpose.SUBMITTED,
        title=content["title"],
        content=content,
        content_hash="0",
    )
    Publication.objects.create(
        document=document, version=version, kind=content["kind"], slug=content["slug"], title=content["title"],
        network=network, city=city, published_at=timezone.now(), is_sample=True,
    )  # fmt: skip
    return document
