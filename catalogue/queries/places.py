"""Cities, networks and editions as the public sees them: no people, no internal links."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

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
#: what is drawn of a network: its name, shape and colour, and where it stands among others
NETWORK_LOOK = tuple(
    f"network__{name}" for name in ("slug", "name", "name_en", "shape", "colour", "edition_id", "position")
)


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


def participations_of(edition: Edition) -> QuerySet[Participation]:
    """The cities of an edition in Polish order, each with its network."""
    return (
        Participation.objects.filter(edition=edition)
        .select_related("city__voivodeship", "network")
        .defer(*LONG_TEXTS)
        .order_by(PolishOrder("city__name"), "pk")
    )


def editions() -> QuerySet[Edition]:
    """All editions, the newest first, with how many cities are known."""
    return Edition.objects.annotate(city_count=Count("participations", distinct=True)).order_by("-number")


def newest_edition_with_cities() -> Edition | None:
    """The edition that the home page is about."""
    return Edition.objects.filter(Exists(Participation.objects.filter(edition=OuterRef("pk")))).first()


def networks() -> QuerySet[Any]:
    """All networks, the newest edition first, with numbers of cities and of published plans."""
    plans = Q(publications__kind="mid", publications__withdrawn_at=None)
    return (
        ThematicNetwork.objects.select_related("edition")
        .annotate(
            city_count=Count("participations", distinct=True),
            plan_count=Count("publications", filter=plans, distinct=True),
        )
        .order_by("-edition__number", "position", "pk")
    )


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
