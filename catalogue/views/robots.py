"""What robots may read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.views.caching import public_page


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /praca/",
        "Disallow: /en/praca/",
        "Disallow: /konto/",
        "Disallow: /en/konto/",
        f"Sitemap: {settings.PORTAL_ADDRESS}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
