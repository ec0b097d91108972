"""Reads pages as a browser without scripts does: forms, what they would post, and the words that are shown."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form: `pairs` is what it posts, `buttons` the pairs of its named buttons (one of them is pressed)."""

    action: str
    method: str
    attributes: dict[str, str]
    pairs: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        return next((text for one, text in self.pairs if one == name), "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._select: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower(), given)
            self.forms.append(self._form)
        elif self._form is not None and given.get("name"):
            self._control(tag, given)
        elif tag == "option" and self._form is not None and self._select and "selected" in given:
            self._form.pairs.append((self._select, given.get("value", "")))

    def _control(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name = given["name"]
        if tag == "textarea":
            self._area, self._text = name, []
        elif tag == "select":
            self._select = name
        elif tag == "button" or given.get("type") == "submit":
            self._form.buttons.append((name, given.get("value", "")))
        elif tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self._form.pairs.append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        (self._text if self._area else self.words).append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area and self._form is not None:
            text = "".join(self._text)
            # A browser drops the first line end of a text area.
            self._form.pairs.append((self._area, text.removeprefix("\r\n").removeprefix("\n")))
            self.words.append(text)
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._form = None


def read_page(html: str) -> tuple[list[Form], str]:
    """The forms of a page, and all text that it shows."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms, " ".join(reader.words)
