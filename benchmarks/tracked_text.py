"""Realistic Polish texts that know, letter by letter, what became of each passage that was marked in them.

A text is paragraphs of letters. A letter carries the numbers of the passages that it belongs to, so whatever an edit
does to letters it does to the truth; nothing here looks at words to find a passage.
"""

import html
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SAMPLE = Path("pim_portal/sample/mid")
SENTENCE = re.compile(r"[^.!?]+[.!?]+")
WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]+>")
#: a rewording that leaves less of a passage than this makes it other words
LEAST_LEFT = 0.5


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; `owners` are the passages whose letter it is, `within` those in whose middle it was put later."""

    sign: str
    owners: frozenset[int] = frozenset()
    within: frozenset[int] = frozenset()
    is_bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    letters: tuple[Letter, ...]
    is_item: bool = False

    @property
    def text(self) -> str:
        return "".join(letter.sign for letter in self.letters)


@dataclass
class Truth:
    """Where a passage is: places of its own letters (spaces aside), and of those that were put into its middle."""

    own: list[int] = field(default_factory=list)
    within: list[int] = field(default_factory=list)


class Text:
    """A text under edits. `cut` is what was cut out and not yet pasted; `past` are its earlier states."""

    def __init__(self, dice: random.Random, sentences: list[str]) -> None:
        self.dice = dice
        # Nobody types a deleted sentence again by chance: each is used once, and repeated only by copying.
        self.unused = dice.sample(sentences, len(sentences))
        self.words = [word for sentence in sentences for word in WORD.findall(sentence) if len(word) > 3]
        self.paragraphs = [self.fresh(dice.randint(2, 5)) for _paragraph in range(dice.randint(3, 7))]
        self.cut: tuple[Letter, ...] | None = None
        self.past: list[list[Paragraph]] = []
        self._repeat_phrases()

    def fresh(self, count: int) -> Paragraph:
        return Paragraph(plain_letters(" ".join(self.unused.pop() for _sentence in range(count))))

    def _repeat_phrases(self) -> None:
        """Plans repeat themselves: some sentences stand twice, others begin with the same words."""
        for _time in range(3):
            copy = plain_letters(self.text_of(*self.dice.choice(self.sentences())) + " ")
            self.insert(copy, self.away_from(copy))
        for _time in range(2):
            paragraph, start, end = self.dice.choice(self.sentences())
            begun = self.text_of(paragraph, start, end).split()
            other = self.unused.pop().split()
            twin = " ".join([*begun[: len(begun) // 2], *other[len(other) // 2 :]])
            self.insert(plain_letters(twin + " "), (paragraph, start))

    @property
    def plain(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def html(self) -> str:
        """The text as the editor saves it."""
        found, is_list = [], False
        for paragraph in self.paragraphs:
            if paragraph.is_item != is_list:
                found.append("<ul>" if paragraph.is_item else "</ul>")
                is_list = paragraph.is_item
            inside = _marked(paragraph.letters)
            found.append(f"<li><p>{inside}</p></li>" if is_list else f"<p>{inside}</p>")
        return "".join([*found, "</ul>" if is_list else ""])

    def choose(self, passages: int) -> list[tuple[int, int]]:
        """Mark passages as people choose them: a word, a phrase, a sentence, several, a paragraph."""
        return [self._choose(number) for number in range(passages)]

    def _choose(self, number: int) -> tuple[int, int]:
        sort = self.dice.choices(("word", "phrase", "sentence", "sentences", "paragraph"), (10, 35, 35, 10, 10))[0]
        paragraph, start, end = self.dice.choice(self.sentences())
        text = self.paragraphs[paragraph].text
        words = [one.span() for one in WORD.finditer(text, start, end)]
        if sort == "word":
            start, end = self.dice.choice([span for span in words if span[1] - span[0] > 4] or words)
        elif sort == "phrase":
            first = self.dice.randrange(len(words))
            last = min(first + self.dice.randint(1, 5), len(words) - 1)
            start, end = words[first][0], words[last][1]
        elif sort == "sentences":
            end = min(text.find(".", end + 1) + 1 or len(text), len(text))
        elif sort == "paragraph":
            start, end = 0, len(text)
        end = start + len(text[start:end].rstrip())
        letters = list(self.paragraphs[paragraph].letters)
        for place in range(start, end):
            one = letters[place]
            letters[place] = Letter(one.sign, one.owners | {number}, one.within, one.is_bold)
        self.set_letters(paragraph, letters)
        before = sum(len(one.letters) + 1 for one in self.paragraphs[:paragraph])
        return before + start, before + end

    def truths(self) -> dict[int, Truth]:
        """What is left of each passage, by its number; passages without a letter are not there."""
        found: dict[int, Truth] = {}
        place = 0
        for paragraph in self.paragraphs:
            for letter in paragraph.letters:
                if letter.sign != " ":
                    for number in letter.owners:
                        found.setdefault(number, Truth()).own.append(place)
                    for number in letter.within:
                        found.setdefault(number, Truth()).within.append(place)
                place += 1
            place += 1
        return {number: truth for number, truth in found.items() if truth.own}

    def tidy(self) -> None:
        """No empty paragraphs, no two spaces in a row; the text never runs out."""
        self.paragraphs = [Paragraph(_single_spaced(one.letters), one.is_item) for one in self.paragraphs]
        self.paragraphs = [one for one in self.paragraphs if one.letters]
        while len(self.paragraphs) < 4:
            self.paragraphs.append(self.fresh(3))

    # Parts of the text

    def sentences(self) -> list[tuple[int, int, int]]:
        """(paragraph, start, end) of each sentence."""
        return [
            (number, one.start() + len(one[0]) - len(one[0].lstrip()), one.end())
            for number, paragraph in enumerate(self.paragraphs)
            for one in SENTENCE.finditer(paragraph.text)
            if WORD.search(one[0])
        ] or [(0, 0, len(self.paragraphs[0].letters))]

    def sentence(self) -> tuple[int, int, int]:
        """A sentence that does not stand beside its double: nobody could say which of the two was edited."""
        known = self.sentences()
        texts = [self.text_of(*one) for one in known]
        single = [
            one
            for place, one in enumerate(known)
            if texts[place] not in (*texts[max(place - 1, 0) : place], *texts[place + 1 : place + 2])
        ]
        return self.dice.choice(single or known)

    def away_from(self, letters: tuple[Letter, ...]) -> tuple[int, int]:
        """A place before a sentence, not beside the double of what is put there: the two could not be told apart."""
        words = "".join(letter.sign for letter in letters).strip()
        known = self.sentences()
        texts = ["", *(self.text_of(*one).strip() for one in known)]
        apart = [one[:2] for place, one in enumerate(known) if words not in texts[place : place + 2]]
        return self.dice.choice(apart or [one[:2] for one in known])

    def paragraph(self) -> int:
        return self.dice.randrange(len(self.paragraphs))

    def text_of(self, paragraph: int, start: int, end: int) -> str:
        return self.paragraphs[paragraph].text[start:end]

    def words_in(self, paragraph: int, start: int, end: int) -> list[tuple[int, int]]:
        return [one.span() for one in WORD.finditer(self.paragraphs[paragraph].text, start, end)]

    def spot(self) -> tuple[int, int]:
        """A place between two words."""
        paragraph, start, end = self.sentence()
        return paragraph, self.dice.choice(self.words_in(paragraph, start, end) or [(start, end)])[0]

    # What is done to letters

    def set_letters(self, paragraph: int, letters: list[Letter] | tuple[Letter, ...]) -> None:
        self.paragraphs[paragraph] = Paragraph(tuple(letters), self.paragraphs[paragraph].is_item)

    def take(self, paragraph: int, start: int, end: int) -> tuple[Letter, ...]:
        letters = self.paragraphs[paragraph].letters
        self.set_letters(paragraph, letters[:start] + letters[end:])
        return letters[start:end]

    def insert(self, fresh: tuple[Letter, ...], spot: tuple[int, int]) -> None:
        """Put letters somewhere; in the middle of a passage they are within it."""
        paragraph, place = spot
        letters = self.paragraphs[paragraph].letters
        left, right = letters[max(place - 2, 0) : place], letters[place : place + 2]
        around = _passages(left) & _passages(right)
        fresh = tuple(Letter(one.sign, one.owners, one.within | around, one.is_bold) for one in fresh)
        self.set_letters(paragraph, letters[:place] + fresh + letters[place:])

    def put(self, fresh: Paragraph, place: int) -> None:
        """Put a paragraph somewhere; between two paragraphs of a passage it is within the passage."""
        around: frozenset[int] = frozenset()
        if 0 < place < len(self.paragraphs):
            left, right = self.paragraphs[place - 1].letters, self.paragraphs[place].letters
            around = _passages(left[-2:]) & _passages(right[:2])
        letters = tuple(Letter(one.sign, one.owners, one.within | around, one.is_bold) for one in fresh.letters)
        self.paragraphs.insert(place, Paragraph(letters, fresh.is_item))

    def replace(self, paragraph: int, spans: list[tuple[int, int]], new: Callable[[str], str]) -> None:
        """Put other words in the place of some. They belong to the passages that the words belonged to, as long as
        enough of the passage is left as it was.
        """
        letters = self.paragraphs[paragraph].letters
        touched = _count(letter for start, end in spans for letter in letters[start:end])
        whole = _count(letter for one in self.paragraphs for letter in one.letters)
        kept = {number for number, count in touched.items() if whole[number] - count >= LEAST_LEFT * whole[number]}
        for start, end in reversed(spans):
            owners = frozenset.intersection(*(letter.owners for letter in letters[start:end]))
            word = new("".join(letter.sign for letter in letters[start:end]))
            fresh = tuple(Letter(sign, owners & kept, is_bold=letters[start].is_bold) for sign in word)
            letters = letters[:start] + fresh + letters[end:]
        self.set_letters(paragraph, letters)


def plain_letters(text: str) -> tuple[Letter, ...]:
    return tuple(Letter(sign) for sign in text)


def _passages(letters: tuple[Letter, ...]) -> frozenset[int]:
    return frozenset().union(*(letter.owners | letter.within for letter in letters))


def _count(letters: Iterator[Letter]) -> dict[int, int]:
    found: dict[int, int] = {}
    for letter in letters:
        for number in letter.owners if letter.sign != " " else ():
            found[number] = found.get(number, 0) + 1
    return found


def _single_spaced(letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    found: list[Letter] = []
    for letter in letters:
        if letter.sign != " " or (found and found[-1].sign != " "):
            found.append(letter)
    while found and found[-1].sign == " ":
        found.pop()
    return tuple(found)


def _marked(letters: tuple[Letter, ...]) -> str:
    """Letters as HTML."""
    found, is_bold = [], False
    for letter in letters:
        if letter.is_bold != is_bold:
            found.append("<strong>" if letter.is_bold else "</strong>")
            is_bold = letter.is_bold
        found.append(html.escape(letter.sign))
    return "".join([*found, "</strong>" if is_bold else ""])


def sentences_of_the_sample() -> list[str]:
    """Sentences of the sample programme's city plans; of those that share four words in a row, one."""
    found: list[str] = []
    known: set[tuple[str, ...]] = set()
    for path in sorted(SAMPLE.glob("*.json")):
        for text in _texts(json.loads(path.read_text())):
            plain = html.unescape(TAG.sub(" ", text)).replace("\u00a0", " ")
            for sentence in (" ".join(one.split()) for one in SENTENCE.findall(plain)):
                words = WORD.findall(sentence)
                phrases = {tuple(words[place : place + 4]) for place in range(len(words) - 3)}
                if 30 < len(sentence) < 250 and not phrases & known:
                    known |= phrases
                    found.append(sentence)
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if not name.endswith("_en"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str) and len(value) > 40:
        yield value
