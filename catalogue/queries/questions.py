"""What a person typed, taken apart into words, phrases in quotation marks and known names."""

import re
from dataclasses import dataclass, replace

from catalogue.queries.synonyms import Forms, Group, synonym_groups, synonyms_at
from core.words import any_of, asked, fold, is_common, lexemes, phrase, tokens

MOST_WORDS = 10
LONGEST_QUESTION = 200
SHORTEST_PREFIX = 3
#: „…”, "…", «…», “…”; a mark without its partner is only a sign between words
QUOTED = re.compile(r"[„\"“”«»]([^„\"“”«»]+)[\"“”«»]")


@dataclass(frozen=True)
class Word:
    """A typed word outside quotation marks, with its place in the typed text and the tsquery that looks for it."""

    text: str
    start: int
    end: int
    query: str


@dataclass(frozen=True)
class Question:
    """A typed text taken apart.

    `groups` are tsqueries that must all be met; those in `phrases` must be met within one passage. `words` can be
    corrected; `sequences` and `prefix` mark hits: words side by side, each in one of its forms.
    """

    text: str
    groups: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[Word, ...]
    sequences: tuple[tuple[Forms, ...], ...]
    prefix: str
    was_cut: bool
    only_common: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.groups

    @property
    def every_word(self) -> str:
        return " & ".join(self.groups)

    @property
    def any_word(self) -> str:
        return " | ".join(self.groups)


NOTHING = Question("", (), (), (), (), "", was_cut=False)


@dataclass(frozen=True)
class _Typed:
    """A typed word with its forms, before names are looked for."""

    word: str
    start: int
    end: int

    @property
    def known_as(self) -> tuple[str, Forms]:
        return fold(self.word), asked(self.word)


def ask(text: str, known: tuple[Group, ...] | None = None) -> Question:
    """Take a typed text apart. Never fails: signs that are not letters or digits only separate words.

    One query for the `known` synonyms where they are not given.
    """
    shown = " ".join(text.replace("\0", " ").split())
    cut = shown[:LONGEST_QUESTION]
    quoted = [match for match in QUOTED.finditer(cut) if phrase(match.group(1))]
    every = [_Typed(token.word, token.start, token.end) for token in tokens(cut)]
    free = [word for word in every if not any(match.start() < word.start < match.end() for match in quoted)]
    telling = [word for word in free if not is_common(word.word)]
    only_common = not quoted and bool(free) and not telling
    kept = (free if only_common else telling)[:MOST_WORDS]
    phrases = tuple(phrase(match.group(1), asked) for match in quoted[:MOST_WORDS])
    rest = _of_words(kept, known, unfinished=not _ends_quoted(cut, quoted)) if kept else NOTHING
    return replace(
        rest,
        text=cut,
        groups=tuple(dict.fromkeys((*phrases, *rest.groups))),
        phrases=tuple(dict.fromkeys(phrases)),
        sequences=(*(_sequence(match.group(1)) for match in quoted), *rest.sequences),
        was_cut=len(shown) > LONGEST_QUESTION or len(telling) > MOST_WORDS,
        only_common=only_common,
    )


def _of_words(typed: list[_Typed], known: tuple[Group, ...] | None, *, unfinished: bool) -> Question:
    """One tsquery for each word or known name; the last word also finds words that begin with it."""
    known = synonym_groups() if known is None else known
    forms = [word.known_as for word in typed]
    groups: list[str] = []
    words: list[Word] = []
    sequences: list[tuple[Forms, ...]] = []
    prefix, place = "", 0
    while place < len(typed):
        length, group = synonyms_at(known, forms, place)
        if group is not None:
            groups.append(group.query)
            sequences += [name.words for name in group.names]
            place += length
            continue
        one = typed[place]
        if unfinished and place == len(typed) - 1 and len(one.word) >= SHORTEST_PREFIX:
            prefix = fold(one.word)
        groups.append(any_of(forms[place][1], prefix=prefix))
        words.append(Word(one.word, one.start, one.end, groups[-1]))
        sequences.append((forms[place][1],))
        place += 1
    return Question("", tuple(groups), (), tuple(words), tuple(sequences), prefix, was_cut=False)


def corrected(question: Question, better: dict[str, str]) -> str:
    """The typed text with words replaced; `better` gives the new word by the typed one."""
    text = question.text
    for word in reversed(question.words):
        if word.text in better:
            text = text[: word.start] + better[word.text] + text[word.end :]
    return text


def _ends_quoted(text: str, quoted: list[re.Match[str]]) -> bool:
    return bool(quoted) and quoted[-1].end() >= len(text.rstrip())


def _sequence(text: str) -> tuple[Forms, ...]:
    return tuple(asked(token.word) | lexemes(token.word) for token in tokens(text) if not is_common(token.word))
