"""The values of facets that come from the database, each with its words in the language of the page. One query each."""

from typing import Any

from django.utils.translation import gettext as _

from catalogue.forms.facets import UNKNOWN
from catalogue.models import PublishedPractice
from cities.models import Voivodeship
from core.text import is_polish
from improvement_plans.models import Institution
from networks.models import ThematicNetwork

Choices = list[tuple[str, str]]


def network_choices() -> Choices:
    """The networks, those of the newest edition first."""
    rows = ThematicNetwork.objects.order_by("-edition__number", "position", "pk")
    return [(one.slug, name_of(one)) for one in rows.only("slug", "name", "name_en")]


def network_or_none_choices() -> Choices:
    return [*network_choices(), (UNKNOWN, _("Assignment unknown"))]


def voivodeship_choices() -> Choices:
    return [(one.code, one.name) for one in Voivodeship.objects.all()]


def institution_choices() -> Choices:
    return list(Institution.objects.values_list("slug", "name"))


def country_choices() -> Choices:
    """The countries of good practices that stand in public."""
    shown = PublishedPractice.objects.filter(publication__withdrawn_at=None)
    return [(name, name) for name in shown.order_by("country").values_list("country", flat=True).distinct()]


def year_choices() -> Choices:
    """The years of good practices that stand in public, the newest first."""
    shown = PublishedPractice.objects.filter(publication__withdrawn_at=None, year__isnull=False)
    return [(str(year), str(year)) for year in shown.order_by("-year").values_list("year", flat=True).distinct()]


def name_of(network: Any) -> str:
    """The network's name in the language of the page."""
    return network.name if is_polish() else network.name_en or network.name
