"""Letters that the printed font has, and what stands in place of the others.

A glyph that no font has makes a file unreadable to some (PDF/UA), and a font of one machine would make other PDFs
there: an emoji is printed as its name, a letter of a script that the font lacks as a question mark in a diamond, and
what cannot be seen (marks of direction, control characters) not at all.
"""

import re
import unicodedata

#: IBM Plex Sans, all four styles, without its private and control characters; a test compares it with the files.
RANGES = (
    "20-7e a0-17f 18f 192 1a0-1a1 1af-1b0 1cd-1dc 1fa-1ff 218-21b 237 259 2bb-2bc 2c6-2c7 2d8-2dd 300-304 306-30c 312 "
    "315 31b 323 326-328 37e 384-38a 38c 38e-3a1 3a3-3ce 400-45f 462-463 46a-46b 472-475 490-4c2 4cf-4d9 4dc-4e9 "
    "4ee-4f9 524-525 e3f 1e80-1e85 1e9e 1ea0-1ef9 2000-200d 2010-2015 2018-201a 201c-201e 2020-2022 2026 202f-2030 "
    "2032-2033 2039-203a 2044 2070 2074-2079 2080-2089 20a1 20a4 20a6 20a8-20ae 20b1-20b2 20b4-20b5 20b8-20ba 20bd "
    "20bf 2113 2116 2122 2126 212e 2150-2151 2153-215e 2190-2199 21a9-21aa 21b0-21b3 21b6-21b7 21ba-21bb 21c4 21c6 "
    "2202 2206 220f 2211-2212 2215 2219-221a 221e 222b 2236 2248 2260 2264-2265 25ca 2713 274c 2b0e-2b11 fb01-fb02 fffd"
)
UNKNOWN = "\ufffd"


def _pattern() -> re.Pattern[str]:
    ends = (part.partition("-") for part in RANGES.split())
    known = "".join(f"{re.escape(chr(int(a, 16)))}-{re.escape(chr(int(b or a, 16)))}" for a, _dash, b in ends)
    return re.compile(f"[^\t\n\r{known}]")


LACKING = _pattern()


def printable(html: str) -> str:
    """The same page in letters that the font has."""
    return LACKING.sub(_instead, unicodedata.normalize("NFC", html))


def _instead(match: re.Match[str]) -> str:
    letter = match[0]
    category = unicodedata.category(letter)
    if category in ("Zs", "Zl", "Zp"):
        return " "
    if category[0] in "CM":
        return ""
    if category[0] == "S":
        return f"[{unicodedata.name(letter, UNKNOWN).lower()}]"
    return UNKNOWN
