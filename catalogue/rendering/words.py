"""Words in common, as a text writes them."""

from collections.abc import Collection

from core.words import is_common, lexemes, tokens


def words_of(text: str, wanted: Collection[str]) -> list[str]:
    """The words of a text whose dictionary forms are wanted, in small letters, each form once."""
    left, found = set(wanted), []
    for token in tokens(text):
        met = set() if is_common(token.word) else left & lexemes(token.word)
        if met:
            left -= met
            found.append(token.word.lower())
    return found
