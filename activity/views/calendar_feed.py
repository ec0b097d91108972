"""GET /kalendarz/<secret>.ics: the private calendar of a person, for their calendar program."""

import hashlib

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from activity.exchange.calendar import CONTENT_TYPE, calendar_of
from activity.queries import feed_with_secret
from activity.services import note_read
from core.limits import check_limit

HOUR = 3600


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    feed = feed_with_secret(secret)
    if feed is None:
        check_limit("calendar-guess", get_adapter().get_client_ip(request), amount=60, seconds=HOUR)
        raise Http404
    check_limit("calendar", feed.pk, amount=60, seconds=HOUR)
    body = calendar_of(feed.user)
    note_read(feed)
    tag = f'"{hashlib.sha256(body).hexdigest()}"'
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["ETag"] = tag
    response["Content-Disposition"] = 'inline; filename="pim.ics"'
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=tag, response=response) or response
