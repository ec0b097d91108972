"""The parts of the fonts that Polish and English need: what nearly every page shows, at a fifth of the weight.

    python tools/vendor/fonts.py

Needs fonttools with brotli, which WeasyPrint brings. The whole fonts stay: browsers load them for other signs, and the
PDFs and the pictures of links are made with them.
"""

from pathlib import Path

from fontTools import subset

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "vendor" / "fonts"
#: letters of Polish and Western European languages, and the signs of our pages; `static/css/portal.css` names the same
UNICODES = (
    "U+0020-007E,U+00A0-00FF,U+0104-0107,U+0118-0119,U+0131,U+0141-0144,U+0152-0153,U+015A-015B,U+0179-017C,"
    "U+2009,U+200B,U+2010-2015,U+2018-201E,U+2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2190-2193,U+2212"
)
WEIGHTS = ("Regular", "Italic", "SemiBold", "Bold")


def main() -> None:
    for weight in WEIGHTS:
        source = FOLDER / f"IBMPlexSans-{weight}.woff2"
        target = FOLDER / f"IBMPlexSans-{weight}-pl.woff2"
        options = ["--flavor=woff2", "--no-recalc-timestamp", "--no-hinting", "--desubroutinize"]
        features = "--layout-features=kern,liga,ccmp,locl,mark,tnum"
        subset.main([str(source), f"--output-file={target}", f"--unicodes={UNICODES}", features, *options])
        print(target.name, target.stat().st_size)


if __name__ == "__main__":
    main()
