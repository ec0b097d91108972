"""The values of facets, in order: (value in the address, words)."""

from django.db.models import F, Func, TextField

from catalogue.models import PublishedRecommendation
from catalogue.queries.data import published_rows
from cities.models import City
from core.models import PolishOrder
from core.text import is_polish
from networks.models import Edition


def edition_choices() -> list[tuple[str, str]]:
    editions = Edition.objects.order_by("-number").only("slug", "name", "name_en")
    return [(one.slug, one.name if is_polish() else one.name_en or one.name) for one in editions]


def act_choices() -> list[tuple[str, str]]:
    """The legal acts that public recommendations touch."""
    acts = PublishedRecommendation.objects.filter(publication__withdrawn_at=None).exclude(legal_act="")
    found = acts.order_by(PolishOrder("legal_act")).values_list("legal_act", flat=True).distinct()
    return [(act, act) for act in found]


def barrier_choices() -> list[tuple[str, str]]:
    rows = published_rows("pu", "barrier").values_list("code", "title").order_by("code")
    return [(code, f"{code} {title}") for code, title in rows]


def city_choices() -> list[tuple[str, str]]:
    """Cities that raised a barrier which a public recommendation answers."""
    raised = PublishedRecommendation.objects.filter(publication__withdrawn_at=None).order_by()
    slugs = raised.annotate(slug=Func(F("raised_by"), function="unnest", output_field=TextField())).values("slug")
    return list(City.objects.filter(slug__in=slugs).order_by(PolishOrder("name")).values_list("slug", "name"))
