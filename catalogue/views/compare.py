"""Two to four public MIDs side by side. The choice lives in the address alone."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.models import Publication
from catalogue.queries import plans_at, worth_comparing
from catalogue.rendering.comparison import Plan, compare
from catalogue.rendering.digest import digest_of
from catalogue.views.caching import public_page

FEWEST, MOST = 2, 4
LONGEST_SLUG = 120
#: addresses looked at; whoever sends more has not chosen them in a list
MOST_ASKED = 40
CHOICE, DIFFERENCES = "mid", "differences"


@dataclass
class Choice:
    """What the address asks for: public plans in its order, and what cannot be compared."""

    plans: list[Publication] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    unknown: int = 0
    is_repeated: bool = False
    left_out: int = 0


@require_safe
@public_page
def comparison(request: HttpRequest) -> HttpResponse:
    """The comparison, or, with fewer than two plans, how to choose them."""
    differences = bool(request.GET.get(DIFFERENCES))
    if set(request.GET) - {CHOICE, DIFFERENCES}:
        return HttpResponseRedirect(_address(request.GET.getlist(CHOICE), differences=differences))
    choice = _choice(request.GET.getlist(CHOICE))
    context: dict[str, Any] = {"choice": choice, "differences": differences}
    slugs = [plan.slug for plan in choice.plans]
    if len(choice.plans) < FEWEST:
        first = choice.plans[0] if choice.plans else None
        context |= {"first": first, "others": worth_comparing(first) if first else []}
        return render(request, "catalogue/compare_choose.html", context)
    plans = [_plan(one) for one in choice.plans]
    context |= {
        "chosen_plans": [(plan, _address([slug for slug in slugs if slug != plan.publication.slug])) for plan in plans],
        "comparison": compare(plans, differences=differences),
        "other_view": _address(slugs, differences=not differences),
        "address": f"{settings.PORTAL_ADDRESS}{_address(slugs)}",
        "add": f"{reverse('initiative_list')}?{_query(slugs)}" if len(plans) < MOST else "",
    }
    return render(request, "catalogue/compare.html", context)


def _choice(asked: list[str]) -> Choice:
    asked = [slug for slug in asked if slug][:MOST_ASKED]
    slugs = list(dict.fromkeys(asked))
    found = plans_at(slug for slug in slugs if len(slug) <= LONGEST_SLUG)
    public = [found[slug] for slug in slugs if slug in found and not found[slug].withdrawn_at]
    return Choice(
        plans=public[:MOST],
        withdrawn=[slug for slug in slugs if slug in found and found[slug].withdrawn_at],
        unknown=sum(slug not in found for slug in slugs),
        is_repeated=len(asked) > len(slugs),
        left_out=max(0, len(public) - MOST),
    )


def _plan(publication: Any) -> Plan:
    path = reverse("initiative", args=[publication.slug])
    return Plan(publication, digest_of(publication.version_id), path, publication.people)


def _query(slugs: list[str], *, differences: bool = False) -> str:
    query = QueryDict(mutable=True)
    query.setlist(CHOICE, [slug for slug in slugs if slug])
    if differences:
        query[DIFFERENCES] = "1"
    return query.urlencode()


def _address(slugs: list[str], *, differences: bool = False) -> str:
    query = _query(slugs, differences=differences)
    return reverse("comparison") + (f"?{query}" if query else "")
