"""Names compared and turned into addresses: Polish letters without their marks."""

import re
import unicodedata

# These letters do not decompose in Unicode.
_WHOLE_LETTERS = str.maketrans("łŁđĐøØß", "lLdDoOs")


def fold(text: str) -> str:
    """`  Żory\u00a0` -> `zory`: small letters without marks, single spaces. For comparing, never for showing."""
    plain = unicodedata.normalize("NFKD", text.translate(_WHOLE_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.lower().split())


def slug(text: str) -> str:
    """`Kostrzyn nad Odrą` -> `kostrzyn-nad-odra`; empty when nothing of the text can stand in an address."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
