"""A city's page: its place in the network, and similar cities with the reasons in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.queries import Look, Peer, Similar
from catalogue.rendering.maps import map_of_place
from catalogue.rendering.words import words_of
from core import text
from core.charts.bars import share_bar

#: cities of the network in the table
MOST_MATES = 16


@dataclass(frozen=True)
class Mate:
    """A city of the network in the table: `bar` compares its inhabitants with the largest city's."""

    peer: Peer
    bar: SafeString
    is_own: bool


@dataclass(frozen=True)
class Place:
    network: Look
    sentence: str
    mates: tuple[Mate, ...]
    is_cut: bool
    map: SafeString


@dataclass(frozen=True)
class Neighbour:
    """A similar city; `compare` leads to the comparison of both plans, empty where one has none."""

    peer: Peer
    reasons: tuple[str, ...]
    compare: str


def place_of(slug: str, network: Look, others: Sequence[Peer]) -> Place:
    """The city among those of its network, the largest first; of a very large network only those next to it."""
    mates = sorted((one for one in others if one.network_slug == network.slug), key=lambda one: -(one.people or 0))
    largest = max((one.people or 0 for one in mates), default=0)
    near = _near(slug, mates)
    return Place(
        network=network,
        sentence=_sentence(slug, mates),
        mates=tuple(Mate(one, _bar(one, largest, network.colour), one.slug == slug) for one in near),
        is_cut=len(near) < len(mates),
        map=map_of_place(near, network, slug),
    )


def _near(slug: str, mates: Sequence[Peer]) -> Sequence[Peer]:
    own = next(number for number, one in enumerate(mates) if one.slug == slug)
    first = max(0, min(own - MOST_MATES // 2, len(mates) - MOST_MATES))
    return mates[first : first + MOST_MATES]


def _bar(peer: Peer, largest: int, colour: str) -> SafeString:
    return share_bar(peer.people / largest, colour) if peer.people else SafeString("")


def _sentence(slug: str, mates: Sequence[Peer]) -> str:
    """`One of 10 cities of the network. By inhabitants it is number 3. 7 cities have a published plan.`"""
    count, plans = len(mates), sum(one.plan is not None for one in mates)
    parts = [
        ngettext("The only known city of the network.", "One of %(count)d cities of the network.", count)
        % {"count": count}
    ]
    own = next(one for one in mates if one.slug == slug)
    if own.people and count > 1:
        rank = 1 + sum((one.people or 0) > own.people for one in mates)
        parts.append(_("By inhabitants it is number %(rank)d.") % {"rank": rank})
    parts.append(
        ngettext("%(count)d city has a published plan.", "%(count)d cities have a published plan.", plans)
        % {"count": plans}
    )
    return " ".join(parts)


def neighbours_of(found: Sequence[Similar], plan_slug: str) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(one.peer, _reasons(one), _comparison(plan_slug, one.peer.plan_slug)) for one in found)


def _reasons(one: Similar) -> tuple[str, ...]:
    reasons = []
    if one.same_network:
        reasons.append(_("the same network"))
    if one.like_size:
        people = text.number(one.peer.people or 0)
        reasons.append(_("similar size: %(people)s inhabitants") % {"people": people})
    if one.like_challenge:
        words = words_of(one.peer.plan_title, one.words)
        named = _("similar challenge: %(words)s") % {"words": ", ".join(words)}
        reasons.append(named if words else _("similar challenge"))
    return tuple(reasons)


def _comparison(own: str, other: str) -> str:
    return f"{reverse('comparison')}?mid={own}&mid={other}" if own and other else ""
