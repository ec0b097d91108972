"""`{% load reading %}`: choosing fields of a row in the templates that lay a document out."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.rendering import FieldReading, RowReading

register = template.Library()


@register.filter
def fields(row: RowReading, names: str) -> list[FieldReading]:
    """`{% for field in row|fields:"kind lead" %}`: the named fields in this order; unknown names are left out."""
    by = row.by
    return [by[name] for name in names.split() if name in by]


@register.filter
def placed(field: FieldReading) -> SafeString:
    """`<dd{{ field|placed }}>`: the attribute that names the field, on pages that ask for it."""
    return format_html(' data-place="{}"', field.place) if field.place else SafeString()


@register.filter
def filled_fields(row: RowReading, names: str) -> list[FieldReading]:
    """The same without blank ones."""
    return [field for field in fields(row, names) if not field.is_blank]
