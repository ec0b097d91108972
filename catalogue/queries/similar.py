"""A city among others: its place in the network, and cities like it, with the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from catalogue.models import Publication
from catalogue.queries.likeness import Like, like
from catalogue.queries.places import newest_figure
from core.models import PolishOrder
from networks.models import Participation

MOST_SIMILAR = 6
#: a city is of like size when it has at most so many times more, or fewer, inhabitants
TIMES = 1.7
#: what a reason weighs beside the share of likeness of the challenge, which goes from 0 to 1
NETWORK, SIZE, CHALLENGE = 0.5, 0.5, 3.0


@dataclass(frozen=True)
class Peer:
    """A city that takes part in the same edition, with its public plan, if any."""

    slug: str
    name: str
    people: int | None
    network: int | None
    network_slug: str
    latitude: float | None
    longitude: float | None
    plan: int | None
    plan_slug: str
    plan_title: str


@dataclass(frozen=True)
class Similar:
    """A similar city and why: the same network, a like size, a like challenge with the rarest common words."""

    peer: Peer
    same_network: bool
    like_size: bool
    like_challenge: bool
    words: tuple[str, ...]
    score: float


def peers(edition: int) -> list[Peer]:
    """All cities of an edition in Polish order. One query."""
    plans = Publication.objects.filter(kind="mid", withdrawn_at=None, city=OuterRef("city")).order_by("-published_at")
    rows = Participation.objects.filter(edition=edition).order_by(PolishOrder("city__name"), "pk")
    found = rows.annotate(people=newest_figure("city"), plan=Subquery(plans.values("pk")[:1])).values_list(
        "city__slug",
        "city__name",
        "people",
        "network_id",
        "network__slug",
        "city__latitude",
        "city__longitude",
        "plan",
        Subquery(plans.values("slug")[:1]),
        Subquery(plans.values("title")[:1]),
    )
    return [Peer(*row) for row in found]


def like_plan(publication: int) -> list[Like]:
    """Public MIDs with a challenge like that of a MID. One query."""
    return like(publication=publication)


def similar_cities(city: Any, others: Sequence[Peer], found: Iterable[Like]) -> list[Similar]:
    """The most similar of the other cities, the best first; a city without a reason is left out."""
    own = next((one for one in others if one.slug == city.slug), None)
    if own is None:
        return []
    shares = {one.publication: one for one in found}
    scored = (_similar(own, one, shares.get(one.plan or 0)) for one in others if one.slug != city.slug)
    return sorted((one for one in scored if one.score), key=lambda one: -one.score)[:MOST_SIMILAR]


def _similar(own: Peer, other: Peer, challenge: Like | None) -> Similar:
    same_network = own.network is not None and own.network == other.network
    like_size = bool(own.people and other.people and 1 / TIMES <= other.people / own.people <= TIMES)
    score = NETWORK * same_network + SIZE * like_size + CHALLENGE * (challenge.share if challenge else 0)
    # A network alone makes no two cities similar: the table of the network shows it anyway.
    if not like_size and not challenge:
        score = 0.0
    return Similar(other, same_network, like_size, challenge is not None, challenge.words if challenge else (), score)
