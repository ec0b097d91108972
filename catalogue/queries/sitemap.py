"""Everything that robots may read, with the moment of its last change."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from catalogue.models import Publication, PublishedPractice, PublishedRecommendation
from catalogue.queries.chains import barriers
from catalogue.queries.publications import url_name
from cities.models import City
from networks.models import Edition, Participation, ThematicNetwork

Entry = tuple[str, datetime]


def sitemap_entries() -> Iterator[Entry]:
    """(path in the active language, last change) of every page of a thing that is public. Seven queries."""
    yield from _documents()
    yield from _parts_of_plans()
    yield from _places()


def _documents() -> Iterator[Entry]:
    rows = Publication.objects.filter(withdrawn_at=None).order_by("kind", "slug")
    for kind, slug, at in rows.values_list("kind", "slug", "published_at"):
        yield reverse(url_name(kind), args=[slug]), at
        yield reverse(f"{url_name(kind)}_changes", args=[slug]), at


def _parts_of_plans() -> Iterator[Entry]:
    recommendations = PublishedRecommendation.objects.filter(publication__withdrawn_at=None).order_by("code")
    answered = recommendations.annotate(answered=Max("recommendation__courses__responses__created_at"))
    for code, at, answer in answered.values_list("code", "publication__published_at", "answered"):
        yield reverse("recommendation", args=[code]), max(at, answer) if answer else at
    practices = PublishedPractice.objects.filter(publication__withdrawn_at=None).order_by("code")
    for code, at in practices.values_list("code", "publication__published_at"):
        yield reverse("practice", args=[code]), at
    rows = barriers().select_related(None).order_by("code")
    for code, at in rows.values_list("code", "publication__published_at"):
        yield reverse("barrier", args=[code]), at


def _places() -> Iterator[Entry]:
    cities = City.objects.filter(Exists(Participation.objects.filter(city=OuterRef("pk")))).order_by("slug")
    for slug, at in cities.values_list("slug", "updated_at"):
        yield reverse("city", args=[slug]), at
    for slug, at in ThematicNetwork.objects.order_by("slug").values_list("slug", "updated_at"):
        yield reverse("network", args=[slug]), at
    for slug, at in Edition.objects.order_by("slug").values_list("slug", "updated_at"):
        yield reverse("edition", args=[slug]), at
