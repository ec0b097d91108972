"""What the page of a bundle and its moving part share."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from catalogue.permissions import can_publish
from catalogue.queries.bundles import coming_bundle, shown_bundle
from networks.models import Edition
from publishing.models import Bundle
from publishing.queries import members_done


def bundle_context(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """The finished bundle, the coming one with the number of its PDFs that are done, and who may ask. Five queries."""
    shown = shown_bundle(edition)
    coming = coming_bundle(edition, shown)
    return {
        "edition": edition,
        "bundle": shown,
        "groups": _groups(shown) if shown else [],
        "coming": coming,
        "done": members_done(coming) if coming and coming.is_under_way else 0,
        "status_url": reverse("bundle_status", args=[edition.slug]),
        "can_prepare": can_publish(request.user),
    }


def _groups(bundle: Bundle) -> list[dict[str, Any]]:
    entries = groupby(bundle.manifest["entries"], key=lambda entry: entry["group"])
    return [{"title": title, "entries": list(found)} for title, found in entries]
