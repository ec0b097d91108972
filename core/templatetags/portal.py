"""Template tags and filters: `{% load portal %}`. Filters wrap core.text; None comes out as an empty text."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.urls import translate_url
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core import richtext, text
from core.charts.bars import Bars
from core.drawing import drawn

register = template.Library()
register.simple_tag(drawn)


def _unless_empty(function: Callable[..., str]) -> Callable[..., str]:
    def filter_function(value: Any, *arguments: Any) -> str:
        return "" if value is None or value == "" else function(value, *arguments)

    return filter_function


register.filter("money", _unless_empty(text.money))
register.filter("thousands", _unless_empty(text.number))
register.filter("percent", _unless_empty(text.percent))
register.filter("file_size", _unless_empty(text.file_size))
register.filter("month_year", _unless_empty(text.month_year))
register.filter("short_date", _unless_empty(text.short_date), expects_localtime=True)
register.filter("long_date", _unless_empty(text.long_date), expects_localtime=True)
register.filter("pages", text.pages)
register.filter("initials", _unless_empty(text.initials))


@register.filter
def month_range(start: datetime.date | None, end: datetime.date | None) -> str:
    """`{{ start|month_range:end }}`: `maj–wrzesień 2026`; one known end stands alone."""
    if start and end:
        return text.month_range(start, end)
    known = start or end
    return text.month_year(known) if known else ""


@register.filter
def page_range(pages: tuple[Decimal, Decimal]) -> str:
    """`{{ section.pages|page_range }}`: `2–4 strony`."""
    return text.page_range(*pages)


@register.filter
def words(value: str) -> str:
    """The words of a text that may be HTML, without its markup."""
    return richtext.plain(richtext.to_html(value))


@register.filter(needs_autoescape=True)
def nbsp(value: Any, autoescape: bool = True) -> SafeString:
    """Ties one-letter words to the next word; markup that is already safe stays safe."""
    return mark_safe(text.nbsp(conditional_escape(value) if autoescape else str(value)))  # noqa: S308


@register.filter
def plural(count: Decimal | int, forms: str) -> str:
    """`{{ n|plural:"miasto,miasta,miast" }}` for Polish-only text; elsewhere use blocktranslate plural."""
    return text.plural(count, *(form.strip() for form in forms.split(",")))


@register.filter
def local(thing: Any, field: str) -> Any:
    """`{{ network|local:"name" }}`: `name_en` in English where it is filled, else `name`. Rows and dicts alike."""
    english = None if text.is_polish() else _value(thing, f"{field}_en")
    return english or _value(thing, field)


def _value(thing: Any, name: str) -> Any:
    return thing.get(name, "") if isinstance(thing, dict) else getattr(thing, name, "")


_SHAPES = {
    "circle": '<circle cx="7" cy="7" r="6"/>',
    "square": '<rect x="1.5" y="1.5" width="11" height="11"/>',
    "diamond": '<path d="M7 0l7 7-7 7-7-7z"/>',
    "triangle": '<path d="M7 1l6.5 12H.5z"/>',
}
_UNKNOWN_SHAPE = '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2"/>'


@register.simple_tag
def network_shape(shape: str, size: int = 14) -> SafeString:
    """The shape of a network in the current text colour; decorative. A ring for an unknown one. `size` is in px."""
    drawing = mark_safe(_SHAPES.get(shape, _UNKNOWN_SHAPE))  # noqa: S308 - one of the constants above
    return format_html(
        '<svg viewBox="0 0 14 14" width="{0}" height="{0}" aria-hidden="true" focusable="false"'
        ' fill="currentColor">{1}</svg>',
        size,
        drawing,
    )


@register.simple_tag
def lang(language: str) -> SafeString:
    """`{% lang "pl" %}`: the attribute for words in another language than the page's; nothing in the same language."""
    return mark_safe("" if (get_language() or "")[:2] == language[:2] else f' lang="{language[:2]}"')  # noqa: S308


@register.simple_tag(takes_context=True)
def same_page_in(context: Context, language: str) -> str:
    """Address of this page in the other language, with its query; the home page where a page has only one."""
    request = context.get("request")
    return translate_url(request.get_full_path(), language) if request else f"/{language}/"


@register.simple_tag(takes_context=True)
def is_current(context: Context, url: str, exact: bool = False) -> bool:
    """Whether the page shown lies at `url` or below it (`exact`: only at it)."""
    request = context.get("request")
    if not request or not url:
        return False
    return request.path == url if exact else request.path.startswith(url)


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The query string that leads to page `number` and keeps every filter."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is None:
        return f"?page={number}"
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page: Page) -> list[int | str]:
    """The page numbers to show, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def form_errors(form: Any = None, forms: Any = None) -> list[dict[str, str]]:
    """Every error of one form or several: `message` and `target`, the id of the control it belongs to."""
    found = []
    for one in [*(forms or []), *([form] if form else [])]:
        if not getattr(one, "is_bound", False) or not hasattr(one, "non_field_errors"):
            continue
        found += [{"message": str(error), "target": ""} for error in one.non_field_errors()]
        for field in one:
            target = "" if field.is_hidden else field.error_target
            found += [{"message": message, "target": target} for message in field.messages]
    return found


def _cell(cell: Any, header: dict[str, Any]) -> dict[str, Any]:
    known = cell if isinstance(cell, dict) else {"text": cell}
    return {"label": header.get("label", ""), "numeric": header.get("numeric", False), **known}


@register.simple_tag
def table_cells(headers: Any, rows: Any, footer: Any = None) -> dict[str, Any]:
    """Headers and cells of components/table.html in one shape; each cell knows its column's label."""
    columns = [header if isinstance(header, dict) else {"label": header} for header in headers or []]
    body = [[_cell(cell, column) for cell, column in zip(row, columns, strict=True)] for row in rows or []]
    foot = [_cell(cell, column) for cell, column in zip(footer, columns, strict=True)] if footer else []
    return {"headers": columns, "rows": body, "footer": foot}


@register.filter
def lookup(mapping: dict[str, Any], key: str) -> Any:
    """The value under `key`, or an empty text."""
    return mapping.get(key, "")


@register.simple_tag
def funding_sums(chart: Bars) -> dict[str, Any]:
    """Rows, columns and grand total of the funding table."""
    columns = [sum(column, Decimal(0)) for column in zip(*(s.amounts for s in chart.sources), strict=True)]
    rows = [{"label": s.label, "amounts": s.amounts, "total": sum(s.amounts, Decimal(0))} for s in chart.sources]
    return {"rows": rows, "years": columns, "total": sum(columns, Decimal(0))}
