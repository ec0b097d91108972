"""The colours of the networks as a stylesheet: they are data, and the content policy forbids style attributes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from networks.models import ThematicNetwork


@require_safe
@cache_control(public=True, max_age=300)
def theme(request: HttpRequest) -> HttpResponse:
    """One rule per network: `.theme-<slug>` sets the custom properties --network and --tint."""
    rules = [
        f".theme-{slug}{{--network:{colour};--tint:{tint}}}"
        for slug, colour, tint in ThematicNetwork.objects.values_list("slug", "colour", "tint")
    ]
    return HttpResponse("\n".join(rules), content_type="text/css; charset=utf-8")
