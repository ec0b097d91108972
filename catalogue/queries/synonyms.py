"""Names of the same thing in the programme: whoever asks with one of them finds them all."""

from dataclasses import dataclass
from functools import cache

from core.words import is_common, lexemes, phrase, tokens

GROUPS: tuple[tuple[str, ...], ...] = (
    ("MID", "Miejska Inicjatywa Działania", "Municipal Action Plan"),
    ("PU", "Plan Ulepszeń", "Improvement Plan"),
    ("PIM", "Partnerska Inicjatywa Miast", "Cities' Partnership Initiative"),
    ("PPP", "partnerstwo publiczno-prywatne", "public-private partnership"),
    ("OZE", "odnawialne źródła energii", "energia odnawialna", "renewable energy"),
    ("PV", "fotowoltaika", "fotowoltaiczny", "panele słoneczne"),
    ("błękitno-zielona infrastruktura", "zielono-błękitna infrastruktura", "BZI", "blue-green infrastructure"),
    ("NBS", "rozwiązania oparte na przyrodzie", "nature-based solutions"),
    ("JST", "jednostka samorządu terytorialnego", "samorząd"),
    ("LP", "Lokalne Partnerstwo", "Local Partnership"),
    ("MOF", "miejski obszar funkcjonalny", "functional urban area"),
    ("KPM", "Krajowa Polityka Miejska", "National Urban Policy"),
    ("MFiPR", "Ministerstwo Funduszy i Polityki Regionalnej"),
    ("NGO", "organizacja pozarządowa"),
    ("woda opadowa", "deszczówka", "wody deszczowe"),
    ("transport publiczny", "transport zbiorowy", "komunikacja miejska"),
    ("mieszkania dostępne", "dostępne mieszkania", "tanie mieszkania"),
    ("termomodernizacja", "docieplenie"),
    ("e-usługa", "usługa elektroniczna", "usługa cyfrowa"),
    ("upał", "miejska wyspa ciepła"),
    ("good practice", "dobra praktyka"),
    ("recommendation", "rekomendacja"),
    ("thematic network", "sieć tematyczna"),
)


@dataclass(frozen=True)
class Name:
    """One name of a group: the dictionary forms of its words."""

    words: tuple[frozenset[str], ...]

    def length_at(self, asked: list[frozenset[str]], start: int) -> int:
        """How many asked words from `start` are this name; 0 when it does not stand there."""
        span = asked[start : start + len(self.words)]
        same = len(span) == len(self.words) and all(a & b for a, b in zip(span, self.words, strict=True))
        return len(self.words) if same else 0


@cache
def _groups() -> tuple[tuple[tuple[Name, ...], str], ...]:
    return tuple(
        (tuple(_name(text) for text in group), f"({' | '.join(phrase(text) for text in group)})") for group in GROUPS
    )


def _name(text: str) -> Name:
    return Name(tuple(lexemes(token.word) for token in tokens(text) if not is_common(token.word)))


def synonyms_at(asked: list[frozenset[str]], start: int) -> tuple[int, str]:
    """The longest known name that begins at `start`: (number of words, tsquery of all its group), or (0, "")."""
    best, query = 0, ""
    for names, group_query in _groups():
        length = max(name.length_at(asked, start) for name in names)
        if length > best:
            best, query = length, group_query
    return best, query
