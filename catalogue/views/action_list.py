"""The list of actions of all public MIDs; with `like`, who else did what an action does."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import ActionFilter, LikeActionFilter
from catalogue.queries import action_with, actions, in_order, like_action
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page

TEMPLATE = "catalogue/action_list.html"


@require_safe
@public_page
def action_list(request: HttpRequest) -> HttpResponse:
    """All actions, or those on a like subject in other cities; an action that is not public is answered as such."""
    asked = request.GET.get("like", "")
    if not asked:
        return list_page(request, TEMPLATE, ActionFilter(request.GET or None, queryset=actions()))
    action = action_with(_uuid(asked))
    found = like_action(action) if action else []
    filters = LikeActionFilter(request.GET, queryset=in_order(actions(), found))
    shown: dict[str, Any] = {"like": asked, "like_action": action, "shared": {one.row: one.words for one in found}}
    return list_page(request, TEMPLATE, filters, shown)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
