"""The list of abbreviations: those that the document itself explains, and those that plans like it often use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.text import polish_key

#: An abbreviation in brackets behind its words: at least two capitals, e.g. `Miejski Zarząd Dróg (MZD)`.
EXPLAINED = re.compile(r"\(([A-ZĄĆĘŁŃÓŚŹŻ][\w-]{1,9})\)")
USED = re.compile(r"(?<![\w-])[A-ZĄĆĘŁŃÓŚŹŻ][\wĄĆĘŁŃÓŚŹŻąćęłńóśźż]{1,9}(?!\w)")
BEFORE = 160
SENTENCE_END = re.compile(r"[.;:!?()„”\"]\s")

#: Explained in the reader's language; a document's own explanation goes first.
KNOWN: dict[str, str | Promise] = {
    "BGK": _("National Development Bank (Bank Gospodarstwa Krajowego)"),
    "BIP": _("Public Information Bulletin"),
    "BZI": _("green and blue infrastructure"),
    "EFRR": _("European Regional Development Fund"),
    "EFS": _("European Social Fund"),
    "FEnIKS": _("European Funds for Infrastructure, Climate, Environment 2021–2027"),
    "GIS": _("geographic information system"),
    "GUS": _("Statistics Poland"),
    "IMGW": _("Institute of Meteorology and Water Management"),
    "JST": _("local government unit"),
    "KPO": _("National Recovery and Resilience Plan"),
    "LP": _("Local Partnership"),
    "MFiPR": _("Ministry of Development Funds and Regional Policy"),
    "MID": _("Municipal Action Plan"),
    "MPZP": _("local spatial development plan"),
    "NFOŚiGW": _("National Fund for Environmental Protection and Water Management"),
    "NGO": _("non-governmental organisation"),
    "OZE": _("renewable energy sources"),
    "PIM": _("Cities’ Partnership Initiative"),
    "PPP": _("public-private partnership"),
    "PU": _("Improvement Plan"),
    "SWOT": _("analysis of strengths, weaknesses, opportunities and threats"),
    "UE": _("European Union"),
    "WFOŚiGW": _("regional fund for environmental protection and water management"),
}


@dataclass(frozen=True)
class Abbreviation:
    """`lang` is that of the explanation where it is the document's own."""

    short: str
    long: str
    lang: str = ""


def abbreviations_in(words: str, lang: str) -> list[Abbreviation]:
    """The abbreviations of a text in alphabetical order. `lang` is the language of the text."""
    explained = {short: Abbreviation(short, long, lang) for short, long in _explained(words)}
    used = set(USED.findall(words))
    known = {short: Abbreviation(short, str(long)) for short, long in KNOWN.items() if short in used}
    return sorted({**known, **explained}.values(), key=lambda one: polish_key(one.short))


def _explained(words: str) -> Iterator[tuple[str, str]]:
    """Each abbreviation with the words before it whose letters it takes; only the first explanation of each."""
    seen: set[str] = set()
    for match in EXPLAINED.finditer(words):
        short = match[1]
        if short in seen or sum(letter.isupper() for letter in short) < 2:
            continue
        long = _long_form(short, words[max(0, match.start() - BEFORE) : match.start()])
        if long:
            seen.add(short)
            yield short, long


def _long_form(short: str, before: str) -> str:
    """The words that the abbreviation stands for: its letters, from the last to the first, which begins a word.

    After Schwartz and Hearst (2003). An empty text where the words before do not hold the letters.
    """
    sentence = " ".join(SENTENCE_END.split(before)[-1].split())
    candidate = " ".join(sentence.split(" ")[-min(len(short) + 5, len(short) * 2) :])
    letters, at = [letter for letter in short.lower() if letter.isalnum()], len(candidate)
    lowered = candidate.lower()
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and not (lowered[at] == letter and (number or _begins_word(lowered, at))):
            at -= 1
        if at < 0:
            return ""
    found = candidate[at:]
    return found if len(found.split()) > 1 else ""


def _begins_word(words: str, at: int) -> bool:
    return at == 0 or not words[at - 1].isalnum()
