"""What all looks of the list share: the filters of the address, the ways to the other looks, files, saved views."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.views.request import SignedInRequest
from improvement_plans.queries import institutions_of
from tracking.forms import TrackedFilter
from tracking.forms.filters import CARDS, LOOK
from tracking.queries import listed, saved_views

ENDINGS = ("xlsx", "csv", "json")


def filters_of(request: SignedInRequest) -> TrackedFilter:
    """The view that the address asks for, by the person who asks."""
    own = institutions_of(request.user)
    return TrackedFilter(request.GET or None, queryset=listed(), institutions=own)


def around(request: SignedInRequest, filters: TrackedFilter, here: str) -> dict[str, Any]:
    """What stands around a view. `here` is "table", "cards", "matrix" or "path". One query."""
    query = filters.known()
    return {
        "filters": filters,
        "form": filters.form,
        "chosen": filters.chosen(),
        "ways": _ways(query, here),
        "files": [(ending, with_query(reverse("tracked_file", args=[ending]), query)) for ending in ENDINGS],
        "print_url": with_query(reverse("tracked_print"), query),
        "saved": list(saved_views(request.user)),
        "briefs": filters.institutions,
        "save_url": with_query(reverse("saved_view_add"), query),
        "query": query,
    }


def with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _ways(query: str, here: str) -> list[dict[str, Any]]:
    """The looks of the same view: their names and addresses."""
    plain = QueryDict(query, mutable=True)
    plain.pop(LOOK, None)
    cards = plain.copy()
    cards[LOOK] = CARDS
    ways = (
        ("table", _("Table"), "tracked_list", plain),
        ("cards", _("Cards"), "tracked_list", cards),
        ("matrix", _("Matrix"), "tracked_matrix", plain),
        ("path", _("Paths"), "tracked_path", plain),
    )
    return [
        {"label": label, "url": with_query(reverse(name), data.urlencode()), "is_here": key == here}
        for key, label, name, data in ways
    ]
