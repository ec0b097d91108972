"""Rich text: a text area that static/js/editor.js turns into an editor; without scripts plain paragraphs are enough."""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.richtext import MARKUP_FACTOR, is_too_deep, is_too_rich, plain, to_html

ONLY_PARAGRAPHS = re.compile(r"</?(?!(?:p|br)\b)[a-zA-Z]")
#: what the editor's script says
EDITOR_WORDS = {
    "toolbar": _("Formatting"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "heading": _("Heading"),
    "subheading": _("Smaller heading"),
    "bullets": _("Bulleted list"),
    "numbers": _("Numbered list"),
    "deeper": _("Indent the list item"),
    "shallower": _("Move the list item out"),
    "quote": _("Quotation"),
    "footnote": _("Footnote"),
    "link": _("Link"),
    "table": _("Insert a table"),
    "row": _("Add a table row"),
    "column": _("Add a table column"),
    "noRow": _("Delete the table row"),
    "noColumn": _("Delete the table column"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "address": _("Web address"),
    "save": _("Save"),
    "removeLink": _("Remove the link"),
    "cancel": _("Cancel"),
    "tooLong": _(
        "The pasted text does not fit: there would be {length} characters, and {limit} are allowed. "
        "Nothing has been pasted. Paste a part, or add the whole document as an annex."
    ),
    "noPictures": _("Pictures were left out. Add them as annexes, with a text alternative."),
}


def to_typed(value: str) -> str:
    """The stored HTML as a person without scripts edits it: paragraphs as plain text, anything richer as HTML."""
    if not value or ONLY_PARAGRAPHS.search(value):
        return value or ""
    return plain(re.sub(r"</p>\s*", "</p>\n", value))


def _too_rich() -> ValidationError:
    return ValidationError(
        _("There is too much formatting in this text. Paste it as plain text and format it anew."), code="too_rich"
    )


class RichTextarea(forms.Textarea):
    """`data-rich-text` names the text area to the script."""

    is_rich = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 12, "data-rich-text": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return to_typed(str(value)) if value else value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        words = {key: str(word) for key, word in EDITOR_WORDS.items()}
        context["widget"]["attrs"]["data-words"] = json.dumps(words, ensure_ascii=False)
        return context


class RichTextField(forms.CharField):
    """Clean HTML. `limit` counts the words' characters, not the markup."""

    widget = RichTextarea

    def __init__(self, *, limit: int, **options: Any) -> None:
        super().__init__(**options)
        self.limit = limit
        self.widget.attrs["data-limit"] = str(limit)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if len(text) > self.limit * MARKUP_FACTOR:
            raise self._too_long(len(text))
        if is_too_rich(text):
            raise _too_rich()
        cleaned = to_html(text)
        if is_too_deep(cleaned):
            raise _too_rich()
        return cleaned

    def validate(self, value: str) -> None:
        super().validate(value)
        length = len(plain(value))
        if length > self.limit:
            raise self._too_long(length)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or "") != to_html(data or "")

    def _too_long(self, length: int) -> ValidationError:
        sentence = ngettext(
            "Shorten the text to %(limit)s character. It has %(length)s now.",
            "Shorten the text to %(limit)s characters. It has %(length)s now.",
            self.limit,
        )
        return ValidationError(sentence, code="max_length", params={"limit": self.limit, "length": length})
