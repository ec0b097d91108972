"""Text helpers for Polish and English: numbers, money, months, dates, plurals and typography.

Functions take plain values and return plain text, in the active language unless `language` names one.
Numbers are grouped from four digits on (1 250), as Django and Babel do, so that columns of figures line up.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

NBSP = "\u00a0"
MINUS = "\u2212"

MONTHS_PL = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
]
MONTHS_PL_GENITIVE = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]

SHORT_UNITS = (
    (Decimal(10**9), "mld", "bn"),
    (Decimal(10**6), "mln", "m"),
    (Decimal(10**3), "tys.", "k"),
)
ONE_LETTER_WORD = re.compile(r"(?<![^\s(„\"\u00a0>])([wzioauWZIOAU]) +(?=\S)")
NUMBER_AND_UNIT = re.compile(
    r"(\d) +(?=(?:\d{3}(?!\d)|%|‰|°C|tys\.|mln|mld|r\.|w\.|proc\.|os\.|szt\.|godz\.|min\.|zł|gr|PLN|EUR|euro"
    r"|[kcm]?m[²³23]?|ha|[kmM]?g|t|l|[kMG]?Wh?|[kMG]?B|dB|lat[a]?|dni|rok[u]?|osób|osoby|mieszkańców)(?!\w))"
)
DAY_AND_MONTH = re.compile(rf"\b(\d{{1,2}}) +(?=(?:{'|'.join(MONTHS_PL_GENITIVE)})\b)")
#: shortened words that lean on the next one: nr 5, art. 3, ul. Długa, dr Nowak
LEANING = re.compile(
    r"(?<!\w)((?:nr|art\.|ust\.|pkt|§|str\.|s\.|ul\.|pl\.|al\.|os\.|św\.|im\.|dr|prof\.|ok\.|tzw\.|np\.)) +(?=\S)"
)
TAG = re.compile(r"(<[^>]*>)")
INLINE = re.compile(r"</?(?:a|strong|em|sub|sup|span|br|b|i)\b")
QUOTES = {"pl": ("„", "”"), "en": ("“", "”")}
#: what a quotation mark may stand behind when it opens
OPENERS = frozenset(" \t\n\u00a0([{–—/„“")
ALPHABET = {letter: place for place, letter in enumerate("0123456789aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")}


def _language(language: str | None) -> str:
    return (language or get_language() or "pl")[:2]


def is_polish(language: str | None = None) -> bool:
    return _language(language) == "pl"


def number(value: Decimal | int | float, places: int | None = None, language: str | None = None) -> str:
    """`1250000.5` -> `1 250 000,5` (Polish) or `1,250,000.5` (English).

    `places` fixes the number of decimals, rounding half up; without it trailing zeros are dropped.
    """
    amount = Decimal(str(value))
    if places is not None:
        amount = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(amount):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if is_polish(language):
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{text}" if amount < 0 else text


def money(value: Decimal | int | float, language: str | None = None) -> str:
    """Złoty: `1 250 000 zł`, groszy only when there are any; English `PLN 1,250,000`."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    places = 0 if amount == amount.to_integral_value() else 2
    text = number(amount, places, language)
    return f"{text}{NBSP}zł" if is_polish(language) else f"PLN{NBSP}{text}"


def percent(value: Decimal | int | float, places: int = 0, language: str | None = None) -> str:
    """`67` -> `67%`; the value is already a percentage."""
    return f"{number(value, places, language)}%"


def file_size(size: int, language: str | None = None) -> str:
    """Bytes as a person reads them: `940 B`, `12 KB`, `1,4 MB`. One KB is 1024 bytes."""
    if size < 1024:
        return f"{number(size, 0, language)}{NBSP}B"
    amount = Decimal(size)
    for unit in ("KB", "MB", "GB"):
        amount /= 1024
        if amount < 1024 or unit == "GB":
            places = 0 if amount >= 10 or unit == "KB" else 1
            return f"{number(amount, places, language)}{NBSP}{unit}"
    raise AssertionError(size)


def month_name(month: int, language: str | None = None) -> str:
    """Nominative name of month 1-12: `maj`, `May`."""
    return (MONTHS_PL if is_polish(language) else MONTHS_EN)[month - 1]


def month_year(value: datetime.date, language: str | None = None) -> str:
    """`maj 2026`, `May 2026`."""
    return f"{month_name(value.month, language)}{NBSP}{value.year}"


def month_range(start: datetime.date, end: datetime.date, language: str | None = None) -> str:
    """`maj–wrzesień 2026` within one year, else `maj 2026 – styczeń 2027`."""
    if (start.year, start.month) == (end.year, end.month):
        return month_year(start, language)
    if start.year == end.year:
        return f"{month_name(start.month, language)}–{month_year(end, language)}"
    return f"{month_year(start, language)} – {month_year(end, language)}"


def short_date(value: datetime.date) -> str:
    """`03.05.2026`, the same in both languages so that a date is never read the American way."""
    return f"{value:%d.%m.%Y}"


def long_date(value: datetime.date, language: str | None = None) -> str:
    """`3 maja 2026` (month in the genitive), `3 May 2026`."""
    names = MONTHS_PL_GENITIVE if is_polish(language) else MONTHS_EN
    return f"{value.day}{NBSP}{names[value.month - 1]}{NBSP}{value.year}"


def parse_month(text: str) -> int | None:
    """The month (1-12) a person means by `5`, `05`, `maj`, `maja`, `may`, `V`; None when it is none."""
    word = text.strip().strip(".").lower()
    if word.isdecimal():
        # Longer digits would be too long for an int.
        month = int(word) if len(word) <= 2 else 0
        return month if 1 <= month <= 12 else None
    if word in ROMAN:
        return ROMAN.index(word) + 1
    for names in (MONTHS_PL, MONTHS_PL_GENITIVE, [name.lower() for name in MONTHS_EN]):
        found = [i for i, name in enumerate(names, 1) if name == word or (len(word) >= 3 and name.startswith(word))]
        if len(found) == 1:
            return found[0]
    return None


def plural_class(n: Decimal | int | float) -> str:
    """CLDR class of a Polish number: one (1), few (2-4, 22-24), many (0, 5-21, 25), other (fractions)."""
    if n != int(n):
        return "other"
    n = abs(int(n))
    if n == 1:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def plural(n: Decimal | int | float, one: str, few: str, many: str, other: str = "") -> str:
    """The Polish form for `n`: plural(5, "miasto", "miasta", "miast"). Fractions take `other` or `few`."""
    return {"one": one, "few": few, "many": many, "other": other or few}[plural_class(n)]


def nbsp(text: str) -> str:
    """Ties one-letter words to the next word and numbers to their units, so that no line ends with them."""
    tied = ONE_LETTER_WORD.sub(rf"\1{NBSP}", text)
    tied = ONE_LETTER_WORD.sub(rf"\1{NBSP}", tied)
    tied = DAY_AND_MONTH.sub(rf"\1{NBSP}", LEANING.sub(rf"\1{NBSP}", tied))
    return NUMBER_AND_UNIT.sub(rf"\1{NBSP}", tied)


def typeset(text: str, language: str | None = None) -> str:
    """Plain text as it is printed: quotation marks of its language, and the ties of `nbsp`."""
    return nbsp(_quoted([text], language)[0] if '"' in text else text)


def typeset_html(html: str, language: str | None = None) -> str:
    """The same for HTML: only its words change. A pair of marks may hold inline tags, never two blocks."""
    if '"' not in html and "&quot;" not in html:
        return nbsp(html)
    tokens = TAG.split(html)
    words = [token.replace("&quot;", '"') for token in tokens[::2]]
    done: list[str] = []
    start = 0
    for number, tag in enumerate([*tokens[1::2], ""], start=1):
        if not INLINE.match(tag):
            done += _quoted(words[start:number], language)
            start = number
    return nbsp("".join(part for pair in zip(done, [*tokens[1::2], ""], strict=True) for part in pair))


def _quoted(texts: list[str], language: str | None) -> list[str]:
    """The texts, which follow one another, with straight marks in pairs turned; a mark without its pair stays."""
    letters = [list(text) for text in texts]
    before, opened = " ", None
    opening, closing = QUOTES.get(_language(language), QUOTES["en"])
    for row in letters:
        for place, letter in enumerate(row):
            if letter == '"' and opened is None and before in OPENERS:
                opened = (row, place)
            elif letter == '"' and opened is not None and before != '"' and not before.isspace():
                opened[0][opened[1]], row[place], opened = opening, closing, None
            before = letter
    return ["".join(row) for row in letters]


def polish_key(text: str) -> list[int]:
    """Sort key in the order of the Polish alphabet, capitals and other characters set aside."""
    return [ALPHABET.get(letter, len(ALPHABET)) for letter in text.lower()]


def pages(value: Decimal | int | float, language: str | None = None) -> str:
    """A number of pages: `0,4 strony`, `1 strona`, `5 stron`; English `0.4 pages`, `1 page`."""
    figure = number(value, language=language)
    if not is_polish(language):
        return f"{figure}{NBSP}{'page' if value == 1 else 'pages'}"
    return f"{figure}{NBSP}{plural(value, 'strona', 'strony', 'stron')}"


def page_range(least: Decimal | int | float, most: Decimal | int | float, language: str | None = None) -> str:
    """From least to most pages: `0,5–1 strony`, `2–4 strony`, `4–10 stron`; one number where both are the same."""
    if least == most:
        return pages(least, language)
    low = number(least, language=language)
    if most == 1 and is_polish(language):
        return f"{low}–1{NBSP}strony"
    return f"{low}–{pages(most, language)}"


def initials(name: str) -> str:
    """Up to two capitals of a person's name: `Bartek Kowalski` -> `BK`."""
    return "".join(word[0].upper() for word in re.findall(r"\w+", name)[:2])


def short_money(value: Decimal | int | float, language: str | None = None) -> str:
    """A short amount for axes: `850 tys. zł`, `1,2 mln zł`; English `PLN 850k`, `PLN 1.2m`."""
    amount = Decimal(str(value))
    polish = is_polish(language)
    for size, polish_word, english_word in SHORT_UNITS:
        if abs(amount) >= size:
            scaled = amount / size
            figure = number(scaled, None if scaled == scaled.quantize(Decimal("0.1")) else 1, language)
            return f"{figure}{NBSP}{polish_word}{NBSP}zł" if polish else f"PLN{NBSP}{figure}{english_word}"
    return money(amount, language)
