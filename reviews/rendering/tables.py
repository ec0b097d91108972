"""The tables of remarks and answers of all rounds, drawn once and kept for all who are shown the same."""

import hashlib

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from documents.models import Document, Version
from reviews.queries.table import remark_tables, signs_of_tables

#: to be raised when reviews/answers_tables.html or what it includes changes
FORMAT = 1
LIFE = 6 * 3600


def draw_tables(document: Document, version: Version | None, *, with_drafts: bool) -> SafeString:
    """The tables as HTML, their places named as a Version has them; answers that were not sent only `with_drafts`.

    Kept under a sign of every remark that they show to such a reader. Two queries where they are kept, seven where not.
    Effects: they are kept in the cache.
    """
    about = (get_language(), document.pk, document.slug, document.language, version and version.pk, with_drafts)
    signs = signs_of_tables(document, with_drafts=with_drafts)
    key = f"review-tables:{FORMAT}:{hashlib.sha256(repr((about, signs)).encode()).hexdigest()}"
    drawn = cache.get(key)
    if drawn is None:
        tables = remark_tables(document, with_drafts=with_drafts, content=version.content if version else None)
        drawn = str(render_to_string("reviews/answers_tables.html", {"tables": tables, "document": document}))
        cache.set(key, drawn, LIFE)
    return mark_safe(drawn)  # noqa: S308 - our own template
