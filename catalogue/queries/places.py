"""Cities, networks and editions as the public sees them: no people, no internal links."""

from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from catalogue.models import Publication
from catalogue.queries.look import NETWORK_LOOK, Look, look_from
from catalogue.queries.publications import LONG_TEXTS, plan_titles, with_publications
from cities.models import City, PopulationFigure
from core.models import PolishOrder
from networks.models import Edition, LeadContact, Meeting, MeetingMaterial, Participation, ThematicNetwork

#: what lists do not show of the edition of each row
EDITION_TEXTS = (
    "edition__description",
    "edition__description_en",
    "edition__mid_template",
    "edition__mid_template_draft",
    "edition__source",
)


class Place(NamedTuple):
    """A city with the networks that it works in, as tables and maps show it."""

    city: int
    slug: str
    name: str
    is_sample: bool
    voivodeship: str
    latitude: float | None
    longitude: float | None
    networks: tuple[Look | None, ...]
    network_is_sample: bool = False

    @property
    def network(self) -> Look | None:
        """The newest one."""
        return self.networks[0] if self.networks else None


PLACE = ("slug", "name", "is_sample", "voivodeship__name", "latitude", "longitude")


def cities() -> QuerySet[Any]:
    """Cities that take or took part, in Polish order, with `figures`, `history`, `shown_plans` and `people` loaded."""
    return (
        City.objects.filter(Exists(Participation.objects.filter(city=OuterRef("pk"))))
        .select_related("voivodeship")
        .prefetch_related(
            Prefetch("population_figures", queryset=PopulationFigure.objects.all(), to_attr="figures"),
            Prefetch("participations", queryset=city_participations(), to_attr="history"),
            with_publications(),
        )
        .annotate(people=newest_figure("pk"))
        .order_by(PolishOrder("name"), "pk")
    )


def listed_cities() -> QuerySet[Any]:
    """The same cities with what lists show of them: `people`, and of `history` and `shown_plans` the names alone."""
    history = Participation.objects.select_related("network").order_by("-edition__number", "pk")
    return (
        City.objects.filter(Exists(Participation.objects.filter(city=OuterRef("pk"))))
        .select_related("voivodeship")
        .only("slug", "name", "is_sample", "voivodeship__name")
        .annotate(people=newest_figure("pk"))
        .prefetch_related(
            Prefetch("participations", queryset=history.only("city", *NETWORK_LOOK), to_attr="history"),
            Prefetch("publications", queryset=plan_titles(), to_attr="shown_plans"),
        )
    )


def newest_figure(city: str) -> Subquery:
    """The newest count of inhabitants of the city that the column `city` leads to."""
    return Subquery(PopulationFigure.objects.filter(city=OuterRef(city)).values("value")[:1])


def city_participations() -> QuerySet[Participation]:
    """Participations with their network and edition, the newest edition first."""
    rows = Participation.objects.select_related("network", "edition").defer(*LONG_TEXTS, *EDITION_TEXTS)
    return rows.order_by("-edition__number", "pk")


def places_of(edition: Edition, network: ThematicNetwork | None = None) -> tuple[Place, ...]:
    """The cities of an edition, or of one of its networks, in Polish order. One query."""
    rows = Participation.objects.filter(edition=edition).order_by(PolishOrder("city__name"), "pk")
    if network:
        rows = rows.filter(network=network)
    city = [f"city__{name}" for name in PLACE]
    found = rows.values_list("network_is_sample", "city", *city, *NETWORK_LOOK)
    first = 2 + len(PLACE)
    return tuple(Place._make((*row[1:first], (look_from(row[first:]),), row[0])) for row in found)


def on_the_map(cities: QuerySet[Any]) -> tuple[Place, ...]:
    """Cities of `listed_cities` in their order, without what only the list shows. Two queries."""
    rows = list(cities.prefetch_related(None).values_list("pk", *PLACE))
    history = Participation.objects.filter(city__in=[row[0] for row in rows]).order_by("-edition__number", "pk")
    networks: dict[int, list[Look | None]] = {}
    for city, *look in history.values_list("city", *NETWORK_LOOK):
        networks.setdefault(city, []).append(look_from(look))
    return tuple(Place._make((*row, tuple(networks.get(row[0], ())), False)) for row in rows)


def editions() -> QuerySet[Edition]:
    """All editions, the newest first, with how many cities are known."""
    return Edition.objects.annotate(city_count=Count("participations", distinct=True)).order_by("-number")


def newest_edition_with_cities() -> Edition | None:
    """The edition that the home page is about."""
    with_cities = Edition.objects.filter(Exists(Participation.objects.filter(edition=OuterRef("pk"))))
    return with_cities.only("slug", "name", "name_en").first()


def networks() -> QuerySet[Any]:
    """All networks, the newest edition first, with numbers of cities and of published plans."""
    plans = Publication.objects.filter(kind="mid", withdrawn_at=None)
    return (
        ThematicNetwork.objects.select_related("edition")
        .defer(*EDITION_TEXTS)
        .annotate(city_count=_number_of(Participation.objects.all()), plan_count=_number_of(plans))
        .order_by("-edition__number", "position", "pk")
    )


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of the rows belong to a network. Counted apart: joined, they would multiply one another."""
    counted = rows.filter(network=OuterRef("pk")).order_by().values("network").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def public_meetings(network: ThematicNetwork) -> QuerySet[Meeting]:
    """Meetings of a network that may be shown, with their public materials; the link to join is never shown."""
    return (
        Meeting.objects.filter(networks=network, is_public=True)
        .prefetch_related(
            "hosts",
            Prefetch("materials", queryset=MeetingMaterial.objects.filter(is_public=True), to_attr="shown_materials"),
        )
        .order_by("starts_at", "pk")
    )


def public_contacts(network: ThematicNetwork) -> QuerySet[LeadContact]:
    """People who agreed to be asked about the network."""
    return LeadContact.objects.filter(network=network, is_public=True).select_related("participation__city")
