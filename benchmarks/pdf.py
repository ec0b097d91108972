"""A MID to PDF: a warm worker beside WeasyPrint as it comes, Chromium that prints the same HTML, and Typst.

All ways take turns in every round, so that a busy machine slows each of them down; the table shows medians. Cold is a
new process: start, fonts, layout, file. Warm is one more PDF of a process that has made some, as a Celery worker does;
"another document" shares hardly a line with those before. `PORTAL_CHROMIUM` names the browser.
"""

import datetime
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import page
from django.conf import settings

from benchmarks import typst_source
from benchmarks.pdf_ways import Made, ours, stock, typst_command, warm_browser
from benchmarks.processes import Run, run
from documents.models import Version
from documents.queries import content_hash
from publishing.rendering.page import document_html
from publishing.rendering.validity import LIMITS
from tests.publishing.factories import big_initiative, rich_initiative

TITLE = "A MID to PDF"
HEADERS = ("what", "processor s", "seconds", "ms a page", "peak MB", "pages", "kB", "PDF/UA-1")
ROUNDS = 5
#: Numbers of actions; they make about 25 to 400 pages.
GROWTH = (20, 50, 110, 230, 470)
BROWSERS = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "google-chrome")
WORDS = re.compile(r">([^<>]{40,})<")
ADDED = "<p>Rada Dzielnicy poprosiła o drugi przegląd wykonania przed latem, dlatego termin przesunięto o miesiąc.</p>"

Runs = dict[str, list[Made | Run]]


def measure() -> list[tuple[str, ...]]:
    """Rows of the table; Chromium is left out, and said so, where there is none."""
    browser = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _write(place, rich_initiative())
        runs = _rounds(place, browser)
        return [*_table(runs, place), *_ratios(runs), *_growth(place)]


def _rounds(place: Path, browser: str | None) -> Runs:
    html = (place / "mid.html").read_text()
    runs: Runs = defaultdict(list)
    stock(html)
    for number in range(ROUNDS):
        runs["WeasyPrint as it comes, warm"].append(stock(html))
        runs["ours, warm, another document"].append(ours(_other(html, number + 1)))
        ours(html)
        runs["ours, warm, after an edit of one part"].append(ours(_edited(html, number)))
        runs["WeasyPrint as it comes, new process"].append(run(_alone(place, "stock.pdf", "stock")))
        runs["ours, new process"].append(run(_alone(place, "ours.pdf")))
        runs["Typst, new process"].append(run(typst_command(place / "page.typ", place / "typst.pdf")))
        if browser:
            runs["headless Chromium, new process"].append(run(_chromium(browser, place)))
    if browser:
        with warm_browser(browser) as open_browser:
            for _number in range(ROUNDS):
                runs["headless Chromium, warm"].append(open_browser.make(place / "theirs.html"))
    return runs


def _html(content: dict[str, Any]) -> str:
    created = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    version = Version(
        number=1, title=content["title"], content=content, content_hash=content_hash(content), created_at=created
    )
    return document_html(version, "pl")


def _write(place: Path, content: dict[str, Any]) -> None:
    """The same HTML as WeasyPrint gets it, with the style sheet linked for the browser, and as a Typst source."""
    html = _other(_html(content), 0)
    (place / "mid.html").write_text(html)
    style = (settings.BASE_DIR / "static/css/print-document.css").as_uri()
    (place / "theirs.html").write_text(html.replace("<style>", f'<link rel="stylesheet" href="{style}"><style>', 1))
    typst_source.write(html, place, sorted((settings.BASE_DIR / "static/vendor/fonts").glob("*.woff2")))


def _edited(html: str, number: int) -> str:
    """The MID after an edit of one part: a paragraph more in the middle, at another place each time."""
    paragraphs = [found.start() for found in re.finditer("<p>", html)]
    at = paragraphs[len(paragraphs) // 2 + number]
    return html[:at] + ADDED + html[at:]


def _other(html: str, seed: int) -> str:
    """A document as long, in which the words of every longer text stand in an order of their own."""
    chance = random.Random(seed)

    def mixed(found: re.Match[str]) -> str:
        words = found[1].split()
        chance.shuffle(words)
        return f">{' '.join(words)}<"

    return WORDS.sub(mixed, html)


def _alone(place: Path, target: str, *way: str, source: str = "mid.html") -> list[str]:
    return [sys.executable, "-m", "benchmarks.one_pdf", str(place / source), str(place / target), *way]


def _chromium(browser: str, place: Path) -> list[str]:
    return [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--allow-file-access-from-files",
        "--no-pdf-header-footer",
        f"--print-to-pdf={place / 'chromium.pdf'}",
        (place / "theirs.html").as_uri(),
    ]


def _table(runs: Runs, place: Path) -> list[tuple[str, ...]]:
    files = {
        "WeasyPrint as it comes, new process": "stock.pdf",
        "ours, new process": "ours.pdf",
        "Typst, new process": "typst.pdf",
        "headless Chromium, new process": "chromium.pdf",
    }
    rows = []
    for what, several in runs.items():
        last = several[-1]
        body = last.body if isinstance(last, Made) else (place / files[what]).read_bytes()
        report = page.validate_pdf_bytes(body, profile="ua1", limits=LIMITS)
        processor = _median(several)
        rows.append(
            (
                what,
                f"{processor:.2f}",
                f"{statistics.median(one.seconds for one in several):.2f}",
                f"{1000 * processor / report.document.page_count:.0f}",
                f"{max(one.megabytes for one in several):.0f}" if isinstance(last, Run) else "",
                str(report.document.page_count),
                f"{len(body) / 1024:.0f}",
                "valid" if report.is_compliant else f"{len(report.failures)} faults",
            )
        )
    return rows


def _median(several: list[Made | Run]) -> float:
    return statistics.median(one.processor for one in several)


def _ratios(runs: Runs) -> list[tuple[str, ...]]:
    """Of processor time, of the medians."""
    edited, plain = "ours, warm, after an edit of one part", "WeasyPrint as it comes, warm"
    pairs = [
        (plain, "ours, warm, another document"),
        (plain, edited),
        (edited, "headless Chromium, new process"),
        ("ours, new process", "headless Chromium, new process"),
        (edited, "headless Chromium, warm"),
        (edited, "Typst, new process"),
    ]
    return [
        (f"{upper} / {lower}", f"{_median(runs[upper]) / _median(runs[lower]):.2f} x", *[""] * 6)
        for upper, lower in pairs
        if lower in runs
    ]


def _growth(place: Path) -> list[tuple[str, ...]]:
    """Longer and longer MIDs, each in a new process; processor time without the start of the process."""
    rows = []
    for actions in GROWTH:
        (place / "long.html").write_text(_other(_html(big_initiative(actions)), 0))
        whole = run(_alone(place, "long.pdf", source="long.html"))
        processor, body = float((place / "long.seconds").read_text()), (place / "long.pdf").read_bytes()
        report = page.validate_pdf_bytes(body, profile="ua1", limits=LIMITS)
        pages = report.document.page_count
        rows.append(
            (
                f"ours, {actions} actions, first PDF of a process",
                f"{processor:.2f}",
                "",
                f"{1000 * processor / pages:.0f}",
                f"{whole.megabytes:.0f}",
                str(pages),
                f"{len(body) / 1024:.0f}",
                "valid" if report.is_compliant else f"{len(report.failures)} faults",
            )
        )
    return rows
