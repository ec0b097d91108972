"""Where the chapters of an imported document go: guessed from their headings, corrected by the person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.names import fold
from core.richtext import plain
from documents.enums import FieldKind
from documents.exchange.docx import Chapter, ReadDocument
from documents.forms.fields import form_field
from documents.models import Document
from documents.parts import BoundField, PartKind
from documents.queries import sections_of, single

#: kinds of fields that running text can go into
TAKES_TEXT = frozenset({FieldKind.RICH, FieldKind.TEXT, FieldKind.LINES})
LANGUAGES = ("pl", "en")
EXCERPT = 400
#: the choice of a chapter that is left out
NOWHERE = "-"
BLOCK_END = re.compile(r"</(?:p|li|tr|h3|h4|blockquote)>")


@dataclass(frozen=True)
class Target:
    """A field that a chapter can go into. `names` are the folded headings by which it is guessed."""

    kind: PartKind
    bound: BoundField
    section: Any
    names: frozenset[str]

    @property
    def key(self) -> str:
        return f"{self.kind.key}.{self.bound.name}"

    @property
    def label(self) -> str:
        return f"{self.section.number}. {self.section.title}: {self.bound.label}"


@dataclass(frozen=True)
class Shown:
    """A chapter as the preview shows it."""

    heading: str
    excerpt: str
    words: int
    level: int


@dataclass
class Gathered:
    """What goes into one field: the texts of its chapters, in order."""

    target: Target
    chapters: list[tuple[Chapter, bool]] = field(default_factory=list)


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("A DOCX file of up to 20 MB, with its chapters marked as headings."),
        widget=forms.FileInput({"accept": ".docx"}),
    )


class ChaptersForm(forms.Form):
    """One choice for each chapter. `new_values` are the fields' values with the chapters added to what is there."""

    def __init__(self, data: Any = None, *, document: Document, read: ReadDocument) -> None:
        super().__init__(data, auto_id="chapter_%s")
        self.document, self.read = document, read
        self.targets = {target.key: target for target in targets_of(document)}
        choices = [(NOWHERE, _("Do not import")), *((key, target.label) for key, target in self.targets.items())]
        guesses = list(guess(read.chapters, self.targets))
        for index, chapter in enumerate(read.chapters):
            if not chapter.words:
                continue
            self.fields[str(index)] = forms.ChoiceField(
                label=_("Where it goes: %(chapter)s") % {"chapter": chapter.heading or _("the beginning")},
                choices=choices,
                initial=guesses[index] or NOWHERE,
            )
        self.new_values: dict[str, dict[str, Any]] = {}

    @property
    def rows(self) -> Iterator[tuple[Shown, Any]]:
        """Every chapter with words, and its choice."""
        for name in self.fields:
            chapter = self.read.chapters[int(name)]
            words = chapter.words
            excerpt = words[:EXCERPT] + ("…" if len(words) > EXCERPT else "")
            yield Shown(chapter.heading, excerpt, len(words.split()), chapter.level), self[name]

    def clean(self) -> dict[str, Any]:
        gathered = self._gather()
        if not gathered and not self.errors:
            raise ValidationError(_("Choose a place for at least one chapter."))
        for key, found in gathered.items():
            target = found.target
            record = single(self.document, target.kind)
            control = form_field(self.document, target.bound)
            try:
                value = control.clean(_joined(target, record, found.chapters))
            except ValidationError as error:
                self.add_error(None, [f"{target.label}: {sentence}" for sentence in error.messages])
                continue
            self.new_values.setdefault(key.partition(".")[0], {})[target.bound.name] = value
        return self.cleaned_data

    def _gather(self) -> dict[str, Gathered]:
        gathered: dict[str, Gathered] = {}
        for name, key in self.cleaned_data.items():
            if key == NOWHERE:
                continue
            chapter = self.read.chapters[int(name)]
            target = self.targets[key]
            found = gathered.setdefault(key, Gathered(target))
            found.chapters.append((chapter, fold(chapter.name) not in target.names))
        return gathered


def targets_of(document: Document) -> Iterator[Target]:
    """The fields of single parts that take text, in the order of the sections."""
    for section in sections_of(document):
        for kind in section.kinds:
            fields = [bound for bound in kind.bound if bound.kind in TAKES_TEXT and not kind.many]
            for index, bound in enumerate(fields):
                yield Target(kind, bound, section, frozenset(_names(section, bound, is_first=index == 0)))


def _names(section: Any, bound: BoundField, *, is_first: bool) -> Iterator[str]:
    """Headings that mean this field: its label; for the first of a section, also the section's title."""
    for language in LANGUAGES:
        with override(language):
            yield fold(bound.label)
            if is_first:
                yield fold(str(section.title))
                yield fold(str(section.declared.title))


def guess(chapters: tuple[Chapter, ...], targets: dict[str, Target]) -> Iterator[str]:
    """A target's key for each chapter, or "": by its heading; a chapter inside another goes where that one goes."""
    above: dict[int, str] = {}
    for chapter in chapters:
        name = fold(chapter.name)
        exact = next((key for key, target in targets.items() if name in target.names), "")
        like = exact or next((key for key, target in targets.items() if name and _is_like(name, target.names)), "")
        inherited = next((above[level] for level in range(chapter.level - 1, 0, -1) if above.get(level)), "")
        found = like or inherited
        above = {level: key for level, key in above.items() if level < chapter.level}
        above[chapter.level] = found
        yield found


def _is_like(heading: str, names: frozenset[str]) -> bool:
    """Whether a heading begins with a name, or a name with it: “Wyzwanie miasta” is “Wyzwanie”."""
    return any(heading.startswith(name) or (len(heading) > 5 and name.startswith(heading)) for name in names)


def _joined(target: Target, record: Any, chapters: list[tuple[Chapter, bool]]) -> str:
    """The field's text with the chapters after it, as its control takes it. `True` keeps a chapter's heading."""
    present = getattr(record, target.bound.name)
    if target.bound.kind == FieldKind.RICH:
        parts = [
            f"<h3>{escape(one.name)}</h3>{one.html}" if named and one.name else one.html for one, named in chapters
        ]
        return "".join([present, *parts])
    texts = [f"{one.name}\n{one.words}" if named and one.name else one.words for one, named in chapters]
    if target.bound.kind == FieldKind.LINES:
        lines = [line.strip() for one, _named in chapters for line in _lines(one.html)]
        return "\n".join([*present, *filter(None, lines)])
    return "\n\n".join(text for text in (present, *texts) if text)


def _lines(html: str) -> list[str]:
    return [" ".join(plain(block).split()) for block in BLOCK_END.split(html)]
