"""Harsh random edits of a tracked text, one as one save: as people reword, move, cut, paste, copy, delete and undo."""

from collections.abc import Callable

from benchmarks.tracked_text import Letter, Paragraph, Text, plain_letters

FORMS = ("a", "y", "u", "em", "ów", "ami", "ach", "ą", "ie", "om")


def edit(text: Text) -> str:
    """One edit, as it is saved. Returns its name."""
    weights = [weight for weight, _edit in EDITS.values()]
    name = "paste" if text.cut is not None else text.dice.choices(list(EDITS), weights)[0]
    before = list(text.paragraphs)
    EDITS[name][1](text)
    text.tidy()
    text.past.append(before)
    return name


def _reword(text: Text) -> None:
    """One to three words in a row are replaced by others."""
    paragraph, start, end = text.sentence()
    words = text.words_in(paragraph, start, end)
    first = text.dice.randrange(len(words))
    spans = words[first : first + text.dice.randint(1, 3)]
    text.replace(paragraph, spans, lambda word: text.dice.choice(text.words).lower())


def _rewrite(text: Text) -> None:
    """Two words of five in a sentence are replaced."""
    paragraph, start, end = text.sentence()
    spans = [span for span in text.words_in(paragraph, start, end) if text.dice.random() < 0.4]
    text.replace(paragraph, spans, lambda word: text.dice.choice(text.words).lower())


def _inflect(text: Text) -> None:
    paragraph, start, end = text.sentence()
    words = [span for span in text.words_in(paragraph, start, end) if span[1] - span[0] > 5]
    spans = sorted(text.dice.sample(words, min(2, len(words))))
    before = {
        number
        for span in spans
        for letter in text.paragraphs[paragraph].letters[slice(*span)]
        for number in letter.owners
    }
    letters = text.paragraphs[paragraph].letters
    for start, end in reversed(spans):
        owners = frozenset.intersection(*(letter.owners for letter in letters[start:end])) & frozenset(before)
        ending = tuple(Letter(sign, owners) for sign in text.dice.choice(FORMS))
        letters = letters[: end - 1] + ending + letters[end:]
    text.set_letters(paragraph, letters)


def _move_paragraph(text: Text) -> None:
    moved = text.paragraphs.pop(text.paragraph())
    text.put(moved, text.dice.randint(0, len(text.paragraphs)))


def _move_sentence(text: Text) -> None:
    moved = text.take(*text.sentence())
    text.insert((*moved, Letter(" ")), text.away_from(moved))


def _cut(text: Text) -> None:
    """A sentence or a paragraph is cut out in one save; the next one pastes it.

    Nothing with a double is cut: nobody could say which of the two came back.
    """
    plain = text.plain
    single = [one for one in text.sentences() if plain.count(text.text_of(*one).strip()) == 1]
    whole = [
        number
        for number in range(len(text.paragraphs))
        if all(one in single for one in text.sentences() if one[0] == number)
    ]
    if whole and len(text.paragraphs) > 4 and text.dice.random() < 0.5:
        text.cut = text.paragraphs.pop(text.dice.choice(whole)).letters
    elif single:
        text.cut = text.take(*text.dice.choice(single))


def _paste(text: Text) -> None:
    if text.cut is not None and text.dice.random() < 0.5:
        text.put(Paragraph(text.cut), text.dice.randint(0, len(text.paragraphs)))
    elif text.cut is not None:
        text.insert((*text.cut, Letter(" ")), text.away_from(text.cut))
    text.cut = None


def _delete_sentence(text: Text) -> None:
    text.take(*text.sentence())


def _delete_words(text: Text) -> None:
    paragraph, start, end = text.sentence()
    words = text.words_in(paragraph, start, end)
    first = text.dice.randrange(len(words))
    last = min(first + text.dice.randint(0, 3), len(words) - 1)
    text.take(paragraph, words[first][0], words[last][1])


def _delete_paragraph(text: Text) -> None:
    text.paragraphs.pop(text.paragraph())


def _replace_sentence(text: Text) -> None:
    paragraph, start, end = text.sentence()
    text.take(paragraph, start, end)
    text.insert(plain_letters(text.unused.pop() + " "), (paragraph, start))


def _split(text: Text) -> None:
    number, start, _end = text.sentence()
    one = text.paragraphs[number]
    parts = [Paragraph(one.letters[:start], one.is_item), Paragraph(one.letters[start:], one.is_item)]
    text.paragraphs[number : number + 1] = parts


def _join(text: Text) -> None:
    number = text.dice.randrange(len(text.paragraphs) - 1)
    one, other = text.paragraphs[number : number + 2]
    text.paragraphs[number : number + 2] = [Paragraph((*one.letters, Letter(" "), *other.letters), one.is_item)]


def _add_words(text: Text) -> None:
    words = " ".join(text.dice.choice(text.words).lower() for _word in range(text.dice.randint(1, 4)))
    text.insert(plain_letters(words + " "), text.spot())


def _add_sentence(text: Text) -> None:
    text.insert(plain_letters(text.unused.pop() + " "), text.sentence()[:2])


def _add_paragraph(text: Text) -> None:
    text.put(text.fresh(text.dice.randint(1, 4)), text.dice.randint(0, len(text.paragraphs)))


def _repeat(text: Text) -> None:
    """A sentence, or a phrase of it, is copied to another place."""
    paragraph, start, end = text.sentence()
    words = text.words_in(paragraph, start, end)
    if text.dice.random() < 0.5:
        first = text.dice.randrange(len(words))
        start, end = words[first][0], words[min(first + 3, len(words) - 1)][1]
        text.insert(plain_letters(text.text_of(paragraph, start, end) + " "), text.spot())
    else:
        copy = plain_letters(text.text_of(paragraph, start, end) + " ")
        text.insert(copy, text.away_from(copy))


def _bold(text: Text) -> None:
    paragraph, start, end = text.sentence()
    letters = list(text.paragraphs[paragraph].letters)
    for place in range(start, (start + end) // 2):
        one = letters[place]
        letters[place] = Letter(one.sign, one.owners, one.within, not one.is_bold)
    text.set_letters(paragraph, letters)


def _list(text: Text) -> None:
    """Each sentence of a paragraph becomes an item of a list, or a list becomes paragraphs."""
    number = text.paragraph()
    one = text.paragraphs[number]
    if one.is_item:
        text.paragraphs = [Paragraph(paragraph.letters) for paragraph in text.paragraphs]
        return
    starts = [start for paragraph, start, _end in text.sentences() if paragraph == number] or [0]
    ends = [*starts[1:], len(one.letters)]
    items = [Paragraph(one.letters[start:end], is_item=True) for start, end in zip([0, *starts[1:]], ends, strict=True)]
    text.paragraphs[number : number + 1] = items


def _undo(text: Text) -> None:
    """The text of one to three saves ago is back."""
    back = text.dice.randint(1, 3)
    if len(text.past) >= back:
        text.paragraphs = list(text.past[-back])


EDITS: dict[str, tuple[int, Callable[[Text], None]]] = {
    "reword": (20, _reword),
    "rewrite": (8, _rewrite),
    "inflect": (8, _inflect),
    "move a paragraph": (10, _move_paragraph),
    "move a sentence": (8, _move_sentence),
    "cut": (4, _cut),
    "paste": (0, _paste),
    "delete a sentence": (7, _delete_sentence),
    "delete words": (6, _delete_words),
    "delete a paragraph": (3, _delete_paragraph),
    "replace a sentence": (4, _replace_sentence),
    "split": (8, _split),
    "join": (8, _join),
    "add words": (10, _add_words),
    "add a sentence": (10, _add_sentence),
    "add a paragraph": (6, _add_paragraph),
    "repeat": (5, _repeat),
    "bold": (5, _bold),
    "list": (4, _list),
    "undo": (4, _undo),
}
