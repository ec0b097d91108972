"""Words that answer a question, marked in a text."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from catalogue.queries import Question
from core.words import Token, fold, is_common, lexemes, tokens

#: letters of a quoted passage; about three lines on a wide screen
LONGEST_QUOTE = 240
#: between the pieces of a passage
JOINTS = (" · ", ". ", "! ", "? ")


def quote(text: str, question: Question) -> SafeString:
    """The piece of a long passage around its first answer, from the beginning of its sentence; marked."""
    spans = _spans(text, question) if len(text) > LONGEST_QUOTE else []
    if not spans:
        return highlight(text, question)
    first = spans[0][0]
    start = max((place + len(joint) for joint in JOINTS if (place := text.rfind(joint, 0, first)) >= 0), default=0)
    if first - start > LONGEST_QUOTE // 2:
        start = text.rfind(" ", 0, first - LONGEST_QUOTE // 3) + 1
    piece = text[start : start + LONGEST_QUOTE]
    if start + LONGEST_QUOTE < len(text):
        piece = f"{piece[: piece.rfind(' ')].rstrip(' ·,;')} …"
    return highlight(f"{'… ' * (start > 0)}{piece}", question)


def highlight(text: str, question: Question) -> SafeString:
    """The text with what answers the question in `<mark>`; everything else escaped.

    A phrase or a known name of several words is marked where all its words stand side by side.
    """
    parts: list[str] = []
    done = 0
    for start, end in _spans(text, question):
        if start < done:
            continue
        parts += [conditional_escape(text[done:start]), format_html("<mark>{}</mark>", text[start:end])]
        done = end
    return mark_safe("".join([*parts, conditional_escape(text[done:])]))  # noqa: S308


def _spans(text: str, question: Question) -> list[tuple[int, int]]:
    """(start, end) of every answer, in order; of two that begin together the longer first."""
    words = [token for token in tokens(text) if question.only_common or not is_common(token.word)]
    found = {(word.start, word.end) for word in words if _begins(word, question.prefix)}
    forms = [lexemes(word.word) for word in words]
    for sequence in question.sequences:
        for place in range(len(words) - len(sequence) + 1):
            if all(known & forms[place + step] for step, known in enumerate(sequence)):
                found.add((words[place].start, words[place + len(sequence) - 1].end))
    return sorted(found, key=lambda span: (span[0], -span[1]))


def _begins(word: Token, prefix: str) -> bool:
    return bool(prefix) and fold(word.word).startswith(prefix)
