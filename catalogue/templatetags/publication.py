"""What the heads of public pages say to search engines and to sites that link to them: `{% load publication %}`."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from catalogue.rendering.structured import website

register = template.Library()
#: signs that could end the element that the data stands in
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def permanent_links(context: Context) -> dict[str, Any]:
    """Absolute addresses: `canonical`, the page in each of `languages`, the Polish one (`main`).

    Of a query only `page` stays.
    """
    request: HttpRequest = context["request"]
    page = request.GET.get("page", "")
    query = f"?page={page}" if page.isdigit() and page != "1" else ""
    own = get_language()
    paths = {
        code: request.path if code == own else translate_url(request.path, code) for code, _name in settings.LANGUAGES
    }
    languages = {code: _absolute(path, query) for code, path in paths.items()}
    return {"canonical": _absolute(request.path, query), "languages": languages, "main": languages["pl"]}


@register.simple_tag
def structured(data: dict[str, Any]) -> SafeString:
    """JSON-LD. A browser runs no data block, so that the content security policy lets it be."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def structured_website() -> SafeString:
    """The portal itself in JSON-LD."""
    return structured(website())


@register.filter
def absolute(path: str) -> str:
    """A path with the portal's address before it."""
    return _absolute(path)


def _absolute(path: str, query: str = "") -> str:
    return f"{settings.PORTAL_ADDRESS}{path}{query}"
