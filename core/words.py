"""Polish words for search: folding, dictionary forms, and the text forms of PostgreSQL's tsvector and tsquery.

Indexing and asking use the same words, so that `Łodzi`, `łódź` and `lodz` meet. The dictionary is Morfeusz 2 where it
has a wheel and simplemma elsewhere; it is loaded at the first word (about 0.1 s and 60 MB) and shared by the process.
"""

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, islice, product

try:
    import morfeusz2
except ModuleNotFoundError:
    morfeusz2 = None
    import simplemma

WORD = re.compile(r"[^\W_]+")
#: L with a stroke does not decompose in Unicode, so it is mapped by hand
STROKED = str.maketrans("łŁ", "lL")
MARKED = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "żź"}
POLISH_MARKS = frozenset("ąćęłńóśźż")
#: words too common to tell texts apart
STOP_WORDS = frozenset(
    word
    for line in (
        "a aby albo ale być by co czy dla do i ich jak jako jest je już lub ma na nad nie o od oraz po pod przed przez",
        "przy się są ta tak te tego tej ten to tym u w we z za ze że",
        "and are as at be for from in is it of on or the with",
    )
    for word in line.split()
)
LONGEST_WORD = 60
#: limits of PostgreSQL's tsvector: the last position, and positions of one lexeme
LAST_POSITION = 16_383
MOST_POSITIONS = 255
#: places left empty between two texts: more than the common words that can stand in a row inside a phrase
GAP = 12
#: endings of Polish cases, without marks, the longest first; what vowels are left goes too
ENDINGS = ("iami", "ami", "owi", "iach", "iego", "iemu", "ach", "ego", "emu", "iom", "ych", "ymi", "om", "ow", "em",
           "ie", "ym", "im", "ej", "a", "e", "i", "o", "u", "y")  # fmt: skip
SHORTEST_STEM = 5
#: how many spellings with Polish marks are tried for one word typed without them
MOST_SPELLINGS = 160

_lock = threading.Lock()


@dataclass(frozen=True)
class Token:
    """A word of a text with its place in it (characters)."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """Small letters without marks: `Łódź` -> `lodz`."""
    marked = unicodedata.normalize("NFKD", text.translate(STROKED).lower())
    return "".join(letter for letter in marked if not unicodedata.combining(letter)).translate(STROKED)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, as they are written."""
    for match in WORD.finditer(text):
        yield Token(match.group()[:LONGEST_WORD], match.start(), match.end())


def is_common(word: str) -> bool:
    return word.lower() in STOP_WORDS


@lru_cache(maxsize=50_000)
def lexemes(word: str) -> frozenset[str]:
    """What a written word is indexed under: its dictionary forms and itself, folded.

    A word that the dictionary does not know is guessed: its stem without a Polish ending, and, as it may be English,
    the word without the ending of the plural.
    """
    forms = {fold(form) for form in _forms(word)} or {_english_singular(fold(word)), _stem(fold(word))}
    return frozenset({fold(word), *forms} - {""})


@lru_cache(maxsize=5_000)
def asked(word: str) -> frozenset[str]:
    """What a typed word looks for: as `lexemes`; without Polish marks also the words that it may stand for."""
    found = set(lexemes(word))
    if not POLISH_MARKS & set(word.lower()):
        for spelling in islice(_spellings(word.lower()), MOST_SPELLINGS):
            found |= {fold(form) for form in _forms(spelling)}
    return frozenset(found)


def vector(weighted: Iterable[tuple[str, str]]) -> str:
    """The text form of a tsvector. `weighted` are (text, weight "A".."D") in the order of reading."""
    places: dict[str, list[str]] = {}
    position = 0
    for text, weight in weighted:
        for token in tokens(text):
            position = min(position + 1, LAST_POSITION)
            if is_common(token.word):
                continue
            for lexeme in lexemes(token.word):
                places.setdefault(lexeme, []).append(f"{position}{weight}")
        # Phrases do not reach from one text into the next.
        position = min(position + GAP, LAST_POSITION)
    return " ".join(f"{_quoted(lexeme)}:{','.join(found[:MOST_POSITIONS])}" for lexeme, found in places.items())


def any_of(alternatives: Iterable[str], *, prefix: str = "", weight: str = "") -> str:
    """The text form of a tsquery that finds one of the folded lexemes, or a word that begins with `prefix`.

    `weight` ("A" to "D"): only words of that weight.
    """
    parts = [f"{_quoted(lexeme)}{weight and ':'}{weight}" for lexeme in sorted(set(alternatives))]
    if prefix:
        parts.append(f"{_quoted(prefix)}:*{weight}")
    return f"({' | '.join(parts)})"


def phrase(text: str, forms: Callable[[str], frozenset[str]] = lexemes) -> str:
    """The text form of a tsquery that finds the words of `text` side by side; `forms` says in which forms.

    Empty when the text has only common words.
    """
    found, gap = "", 0
    for token in tokens(text):
        gap += 1
        if not is_common(token.word):
            found += f" <{gap}> " * bool(found) + any_of(forms(token.word))
            gap = 0
    return f"({found})" if found else ""


def _quoted(lexeme: str) -> str:
    """A lexeme as PostgreSQL quotes it. Tokens are letters and digits only, but folding may bring in other signs."""
    return "'" + lexeme.replace("\\", "").replace("'", "''") + "'"


def _spellings(word: str) -> Iterator[str]:
    """Spellings of `word` with Polish marks put on one letter, then two, then three, then four."""
    places = [index for index, letter in enumerate(word) if letter in MARKED]
    for count in range(1, 5):
        for chosen in combinations(places, count):
            for marks in product(*(MARKED[word[index]] for index in chosen)):
                letters = list(word)
                for index, mark in zip(chosen, marks, strict=True):
                    letters[index] = mark
                yield "".join(letters)


def _stem(folded: str) -> str:
    """`jadlodzielnie`, `jadlodzielniami` -> `jadlodzieln~`; empty for a short word. The sign tells it from words."""
    if not folded.isalpha():
        return ""
    stem = next((folded.removesuffix(ending) for ending in ENDINGS if folded.endswith(ending)), folded)
    stem = stem.rstrip("aeiouy")
    return f"{stem}~" if len(stem) >= SHORTEST_STEM else ""


def _english_singular(folded: str) -> str:
    """`cities` -> `city`, `trees` -> `tree`, `glass` -> `glass`."""
    if len(folded) < 4 or not folded.endswith("s") or folded.endswith(("ss", "us", "is")):
        return folded
    if folded.endswith("ies"):
        return f"{folded[:-3]}y"
    return folded[:-2] if folded.endswith(("ches", "shes", "sses", "xes")) else folded[:-1]


def _forms(word: str) -> set[str]:
    """The dictionary forms of a word; none when the dictionary does not know it."""
    if morfeusz2 is None:
        form = simplemma.lemmatize(word, lang="pl")
        return {form} if form.lower() != word.lower() or simplemma.is_known(word, lang="pl") else set()
    with _lock:
        analyses = _morfeusz().analyse(word)
    return {found[1].split(":")[0] for start, _end, found in analyses if start == 0 and found[2] != "ign"}


@cache
def _morfeusz() -> "morfeusz2.Morfeusz":
    return morfeusz2.Morfeusz(case_handling=morfeusz2.IGNORE_CASE)
