"""Forms of an edition's MID template."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LinesField, NumberField
from core.forms.widgets import NumberInput
from documents.enums import Need
from documents.forms.rich import RichTextField
from documents.parts import BoundField, PartKind
from documents.queries import EffectiveSection, can_be_required, is_settled
from initiatives.policies.templates import LONGEST, LONGEST_ITEM, MOST_ITEMS, MOST_PAGES
from networks.models import Edition

#: a page in words is at most this many characters of an example
EXAMPLE_LIMIT = 4000


def _narrow() -> NumberInput:
    return NumberInput({"class": "govuk-input--width-4"})


class SectionForm(forms.Form):
    """What a template says of one section. `entry` is the stored form: only what differs from the registry."""

    base = forms.CharField(widget=forms.HiddenInput, max_length=16)
    shown = forms.BooleanField(
        label=_("Show this section"), help_text=_("Without the tick, teams do not write it."), required=False
    )
    need = forms.ChoiceField(
        label=_("How much it is needed"),
        help_text=_("Only required things keep a plan from being submitted."),
        choices=Need.choices,
        widget=forms.RadioSelect,
    )
    title_pl = forms.CharField(label=_("Title in Polish"), max_length=LONGEST["title"], required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=LONGEST["title"], required=False)
    guidance_pl = forms.CharField(
        label=_("What it is for, in Polish"),
        help_text=_("One short paragraph. It always stands above the section."),
        max_length=LONGEST["guidance"],
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )
    guidance_en = forms.CharField(
        label=_("What it is for, in English"),
        max_length=LONGEST["guidance"],
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )
    example_pl = RichTextField(
        label=_("Example in Polish"),
        help_text=_("From an invented city. It is shown when a person asks for it."),
        limit=EXAMPLE_LIMIT,
        required=False,
    )
    example_en = RichTextField(label=_("Example in English"), limit=EXAMPLE_LIMIT, required=False)
    pages_least = NumberField(
        widget=_narrow(),
        label=_("Usual length: from, in pages"),
        help_text=_("A page is 1800 characters with spaces. Half a page is 0.5."),
        max_digits=4,
        decimal_places=1,
        required=False,
    )
    pages_most = NumberField(
        widget=_narrow(), label=_("Usual length: to, in pages"), max_digits=4, decimal_places=1, required=False
    )
    checklist_pl = LinesField(
        label=_("Checklist in Polish"),
        help_text=_("One point per line, to be answered with yes or no."),
        max_lines=MOST_ITEMS,
        max_line_length=LONGEST_ITEM,
        required=False,
    )
    checklist_en = LinesField(
        label=_("Checklist in English"), max_lines=MOST_ITEMS, max_line_length=LONGEST_ITEM, required=False
    )

    def __init__(self, data: Any = None, *, section: EffectiveSection, digest: str) -> None:
        super().__init__(data, initial={"base": digest, **_initial(section)})
        self.section = section
        if section.declared.fixed:
            del self.fields["shown"], self.fields["need"]
        for kind, bound in _choosable(section):
            self.fields[_need_name(kind, bound)] = _need_field(section, kind, bound)

    @property
    def needs(self) -> list[dict[str, Any]]:
        """The choices of fields, by part kind: `label`, `fields` to choose, `settled` names of those that are not."""
        groups = []
        for kind in self.section.kinds:
            names = [_need_name(kind, bound) for own, bound in _choosable(self.section) if own is kind]
            settled = [capfirst(one.label) for one in kind.bound if is_settled(self.section.declared, kind, one)]
            groups.append(
                {
                    "label": capfirst(kind.plural if kind.many else kind.label),
                    "fields": [self[name] for name in names],
                    "settled": settled,
                }
            )
        return groups

    def clean(self) -> dict[str, Any]:
        least, most = self.cleaned_data.get("pages_least"), self.cleaned_data.get("pages_most")
        for name, value in (("pages_least", least), ("pages_most", most)):
            if value is not None and not 0 < value <= MOST_PAGES:
                self.add_error(name, _("Enter a number of pages from 0.1 to %(most)d") % {"most": MOST_PAGES})
        if least and most and least > most:
            self.add_error("pages_most", _("The second number must not be smaller than the first"))
        return self.cleaned_data

    def again(self, digest: str) -> "SectionForm":
        """The same words, now based on `digest`: another save is a decision, not an accident."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["base"] = digest
        form = SectionForm(data, section=self.section, digest=digest)
        form.full_clean()
        return form

    @property
    def entry(self) -> dict[str, Any]:
        """What to store of a valid form."""
        found: dict[str, Any] = {}
        declared = self.section.declared
        if not declared.fixed and not self.cleaned_data["shown"]:
            found["shown"] = False
        if not declared.fixed and self.cleaned_data["need"] != declared.need:
            found["need"] = self.cleaned_data["need"]
        found["needs"] = self._needs()
        for name in ("title", "guidance", "example", "checklist"):
            found[name] = self._by_language(name)
        pages = [self.cleaned_data["pages_least"], self.cleaned_data["pages_most"]]
        if any(pages):
            found["pages"] = [float(one or pages[0] or pages[1]) for one in pages]
        return {name: value for name, value in found.items() if value not in ({}, None)}

    def _needs(self) -> dict[str, str]:
        chosen = {}
        for kind, bound in _choosable(self.section):
            value = self.cleaned_data[_need_name(kind, bound)]
            if value != (bound.need if bound else kind.need):
                chosen[f"{kind.key}.{bound.name}" if bound else kind.key] = value
        return chosen

    def _by_language(self, name: str) -> dict[str, Any]:
        found = {language: self.cleaned_data[f"{name}_{language}"] for language in ("pl", "en")}
        return {language: text for language, text in found.items() if text}


class CopyForm(forms.Form):
    """Which other edition's template to copy."""

    source = forms.ModelChoiceField(Edition.objects.none(), label=_("Edition"), empty_label=_("Choose from the list"))

    def __init__(self, data: Any = None, *, editions: QuerySet[Edition]) -> None:
        super().__init__(data)
        self.fields["source"].queryset = editions  # type: ignore[attr-defined]


def _choosable(section: EffectiveSection) -> Iterator[tuple[PartKind, BoundField | None]]:
    """What may be made more or less needed: rows as such (None), then fields."""
    for kind in section.kinds:
        if not is_settled(section.declared, kind):
            yield kind, None
        for bound in kind.bound:
            if bound.name != kind.parent and not is_settled(section.declared, kind, bound):
                yield kind, bound


def _need_name(kind: PartKind, bound: BoundField | None) -> str:
    return f"need-{kind.key}-{bound.name}" if bound else f"need-{kind.key}"


def _need_field(section: EffectiveSection, kind: PartKind, bound: BoundField | None) -> forms.ChoiceField:
    choices = [
        (value, label) for value, label in Need.choices if value != Need.MUST or not bound or can_be_required(bound)
    ]
    label = capfirst(bound.label) if bound else _("At least one row")
    return forms.ChoiceField(label=label, choices=choices, initial=section.need_of(kind, bound))


def _initial(section: EffectiveSection) -> dict[str, Any]:
    entry = section.entry
    least, most = entry.get("pages") or (None, None)
    initial: dict[str, Any] = {
        "shown": section.is_shown,
        "need": section.need,
        "pages_least": least and Decimal(str(least)),
        "pages_most": most and Decimal(str(most)),
    }
    for name in ("title", "guidance", "example", "checklist"):
        stored = entry.get(name) or ""
        texts = stored if isinstance(stored, dict) else {"pl": stored}
        initial |= {f"{name}_{language}": texts.get(language) for language in ("pl", "en")}
    return initial
