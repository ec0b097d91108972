"""The answer at the address of what was withdrawn: 410, the reason, and nothing of the text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from catalogue.models import Publication, PublishedVersion
from catalogue.queries import url_name


def withdrawn_page(
    request: HttpRequest, withdrawn: Publication | PublishedVersion, *, publication: Publication | None = None
) -> HttpResponse:
    """A withdrawn document, or a withdrawn Version of the `publication` whose later Version stands in public."""
    kind = publication.kind if publication else getattr(withdrawn, "kind", "")
    context = {
        "at": withdrawn.withdrawn_at,
        "reason": withdrawn.withdrawn_reason,
        "kind": kind,
        "newer_url": reverse(url_name(kind), args=[publication.slug]) if publication else "",
    }
    response = render(request, "catalogue/withdrawn.html", context, status=410)
    # Browsers keep a 410 for ever unless they are told to ask again: the document may come back.
    patch_cache_control(response, no_cache=True)
    return response
