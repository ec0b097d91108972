"""Lines of the table of remarks and answers as plain texts, for a spreadsheet."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.richtext import plain
from documents.models import Document
from reviews.models import Answer
from reviews.queries.labels import name_of_change
from reviews.queries.table import Line
from reviews.rendering.proposals import bound_of, words


def texts_of(line: Line, document: Document) -> tuple[str, ...]:
    """The cells of one remark, in the order of the spreadsheet's headings."""
    thread = line.thread
    return (
        str(thread.number),
        line.place,
        str(thread.get_kind_display()),
        plain(line.remark.text) if line.remark else "",
        line.remark.author_label if line.remark else "",
        "\n".join(f"{one.author_label}: {plain(one.text)}" for one in line.replies),
        _suggested(line, document.kind),
        "\n".join(_outcome(answer) for answer in line.answers),
        "\n".join(answer.reason for answer in line.answers if answer.reason),
        "\n".join(dict.fromkeys(name_of_change(place, document) for answer in line.answers for place in answer.places)),
        line.state,
    )


def _outcome(answer: Answer) -> str:
    outcome = capfirst(str(answer.get_outcome_display()))
    return outcome if answer.sent_with_id else _("%(outcome)s (not sent yet)") % {"outcome": outcome}


def _suggested(line: Line, document_kind_key: str) -> str:
    """What the reviewer proposed, and what became of it."""
    suggestion = getattr(line.thread, "suggestion", None)
    bound = bound_of(line.thread, document_kind_key)
    if suggestion is None or bound is None:
        return ""
    proposed = words(bound, suggestion.proposed, suggestion.names)
    return f"{proposed}\n({suggestion.get_state_display()})"
