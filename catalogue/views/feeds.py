"""Atom feeds of the public lists: what appeared, the newest first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.exchange.addresses import absolute, lasting, page
from catalogue.exchange.licence import LICENCE
from catalogue.exchange.sheets import ILLEGAL
from catalogue.queries import practices, public_path, published, recommendations
from catalogue.views.caching import public_file

#: entries of a feed
LENGTH = 50


class Atom(Atom1Feed):
    """Names the language of the words and the licence. Of what people wrote, signs that XML lacks are left out."""

    def add_item(self, title: str, link: str, description: str, *others: Any, **more: Any) -> None:
        more["categories"] = [ILLEGAL.sub("", name) for name in more.get("categories") or ()]
        super().add_item(ILLEGAL.sub("", title), link, ILLEGAL.sub("", description), *others, **more)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})


class PublicFeed(Feed):
    """What all feeds share. `list_name` is the URL name of the list that the feed is of."""

    feed_type = Atom
    list_name = ""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.language = get_language()
        self.feed_url = absolute(request.path)
        return super().__call__(request, *args, **kwargs)

    def link(self) -> str:
        return page(self.list_name)

    def feed_guid(self) -> str:
        return lasting(self.list_name)

    def author_name(self) -> str:
        return _("Cities’ Partnership Initiative")

    def feed_copyright(self) -> str:
        return f"CC BY 4.0, {LICENCE}"


def feed(made: type[PublicFeed]) -> Callable[..., HttpResponseBase]:
    """The view of a feed, kept like every public page."""
    return public_file(require_safe(made()))


class DocumentFeed(PublicFeed):
    """Published documents of one kind."""

    kind = ""

    def items(self) -> Any:
        return published(self.kind).select_related("city", "network")[:LENGTH]

    def item_title(self, item: Any) -> str:
        return f"{item.city.name}: {item.title}" if item.city else item.title

    def item_description(self, item: Any) -> str:
        return item.lead

    def item_link(self, item: Any) -> str:
        return page({"mid": "initiative", "pu": "plan"}[item.kind], item.slug)

    def item_guid(self, item: Any) -> str:
        return absolute(public_path(item.kind, item.slug))

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Any) -> datetime:
        return item.published_at

    def item_categories(self, item: Any) -> list[str]:
        return [item.network.name] if item.network else []


class InitiativeFeed(DocumentFeed):
    kind, list_name = "mid", "initiative_list"

    def title(self) -> str:
        return _("City plans (MID)")


class PlanFeed(DocumentFeed):
    kind, list_name = "pu", "plan_list"

    def title(self) -> str:
        return _("Improvement Plans")


class RecommendationFeed(PublicFeed):
    """Recommendations, the one that was answered last first."""

    list_name = "recommendation_list"

    def title(self) -> str:
        return _("Recommendations and what institutions answered")

    def items(self) -> Any:
        rows = recommendations().annotate(answered=Max("recommendation__courses__responses__created_at"))
        found = [(row.answered or row.publication.published_at, row) for row in rows.order_by("code")]
        return [row for _moment, row in sorted(found, key=lambda pair: pair[0], reverse=True)[:LENGTH]]

    def item_title(self, item: Any) -> str:
        return f"{item.code} {item.title} ({item.recommendation.get_status_display()})"

    def item_description(self, item: Any) -> str:
        return item.lead

    def item_link(self, item: Any) -> str:
        return page("recommendation", item.code)

    def item_guid(self, item: Any) -> str:
        return lasting("recommendation", item.code)

    def item_pubdate(self, item: Any) -> datetime:
        return item.publication.published_at

    def item_updateddate(self, item: Any) -> datetime:
        return item.answered or item.publication.published_at

    def item_categories(self, item: Any) -> list[str]:
        return [capfirst(item.get_kind_display())]


class PracticeFeed(PublicFeed):
    list_name = "practice_list"

    def title(self) -> str:
        return _("Good practices")

    def items(self) -> Any:
        return practices().order_by("-publication__published_at", "code")[:LENGTH]

    def item_title(self, item: Any) -> str:
        return f"{item.title} ({item.place}, {item.country})"

    def item_description(self, item: Any) -> str:
        return item.lead

    def item_link(self, item: Any) -> str:
        return page("practice", item.code)

    def item_guid(self, item: Any) -> str:
        return lasting("practice", item.code)

    def item_pubdate(self, item: Any) -> datetime:
        return item.publication.published_at

    def item_updateddate(self, item: Any) -> datetime:
        return item.publication.published_at
