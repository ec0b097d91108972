"""Views and briefs as pages for paper: the HTML that `publishing` makes a PDF of."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.models import PublishedRecommendation
from core.exceptions import InvalidInput
from tracking.queries import with_last_words
from tracking.rendering.briefs import Brief
from tracking.rendering.rows import list_row

#: recommendations in one PDF: about a hundred and fifty pages
MOST_PRINTED = 1000


def view_html(rows: QuerySet[PublishedRecommendation], count: int, chosen: list[dict[str, str]], path: str) -> str:
    """The list of a view, in the active language. `path` is its address. Raises InvalidInput when it is too long."""
    if count > MOST_PRINTED:
        raise InvalidInput(
            _("A PDF has at most %(limit)d recommendations, and this view has %(count)d. Choose filters, or the XLSX.")
            % {"limit": MOST_PRINTED, "count": count}
        )
    shown = [list_row(one, set()) for one in with_last_words(rows)]
    return _page("tracking/print_view.html", path, {"rows": shown, "chosen": chosen})


def brief_html(brief: Brief, path: str) -> str:
    """The brief of an institution, in the active language. `path` is its address."""
    return _page("tracking/print_brief.html", path, {"brief": brief})


def _page(template: str, path: str, context: dict[str, Any]) -> str:
    around = {
        "language": get_language(),
        "address": f"{settings.PORTAL_ADDRESS}{path}",
        "today": timezone.localdate(),
    }
    return render_to_string(template, {**around, **context})
