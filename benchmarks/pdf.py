"""A MID of about 25 pages to PDF, beside headless Chromium that prints the same HTML in the same run.

The runs take turns, so that a busy machine slows both down; the table shows the median. Cold is a new process: start,
fonts, layout, file. Warm is the second PDF of one process, as in a Celery worker. `PORTAL_CHROMIUM` names the browser.
"""

import datetime
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import page
from django.conf import settings

from benchmarks.processes import Run, run
from documents.models import Version
from documents.queries import content_hash
from publishing.rendering.page import document_html
from tests.publishing.factories import rich_initiative

TITLE = "A MID to PDF"
HEADERS = ("what", "seconds", "CPU s", "MB", "pages", "kB", "PDF/UA-1")
ROUNDS = 3
BROWSERS = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "google-chrome")


def measure() -> list[tuple[str, ...]]:
    """Rows of the table; Chromium is left out, and said so, where there is none."""
    browser = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _write_pages(place)
        ours, theirs, warm = [], [], []
        for _round in range(ROUNDS):
            ours.append(run(_weasyprint(place, times=1)))
            warm.append(_second_of_two(place))
            if browser:
                theirs.append(_chromium(browser, place))
        rows = [_row("WeasyPrint, new process", ours, place / "ours.pdf")]
        rows.append(("WeasyPrint, warm worker", f"{statistics.median(warm):.2f}", "", "", "", "", ""))
        if browser:
            rows.append(_row("headless Chromium", theirs, place / "theirs.pdf"))
            ratio = statistics.median(r.seconds for r in ours) / statistics.median(r.seconds for r in theirs)
            rows.append(("WeasyPrint / Chromium", f"{ratio:.1f} x", "", "", "", "", ""))
        else:
            rows.append(("headless Chromium", "not found", "", "", "", "", ""))
    return rows


def _write_pages(place: Path) -> None:
    """The same HTML twice: as WeasyPrint gets it, and with the style sheet linked for the browser."""
    content = rich_initiative()
    version = Version(
        number=1,
        title=content["title"],
        content=content,
        content_hash=content_hash(content),
        created_at=datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC),
    )
    html = document_html(version, "pl")
    (place / "ours.html").write_text(html)
    style = (settings.BASE_DIR / "static/css/print-document.css").as_uri()
    (place / "theirs.html").write_text(html.replace("<style>", f'<link rel="stylesheet" href="{style}"><style>', 1))


def _weasyprint(place: Path, *, times: int) -> list[str]:
    files = str(place / "ours.html"), str(place / "ours.pdf")
    return [sys.executable, "-m", "benchmarks.one_pdf", *files, str(times)]


def _second_of_two(place: Path) -> float:
    """Seconds of the second PDF that one process makes."""
    done = subprocess.run(_weasyprint(place, times=2), capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def _chromium(browser: str, place: Path) -> Run:
    return run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--allow-file-access-from-files",
            "--no-pdf-header-footer",
            f"--print-to-pdf={place / 'theirs.pdf'}",
            (place / "theirs.html").as_uri(),
        ]
    )


def _row(what: str, runs: list[Run], file: Path) -> tuple[str, ...]:
    body = file.read_bytes()
    report = page.validate_pdf_bytes(body, profile="ua1")
    return (
        what,
        f"{statistics.median(one.seconds for one in runs):.2f}",
        f"{statistics.median(one.processor for one in runs):.2f}",
        f"{statistics.median(one.megabytes for one in runs):.0f}",
        str(report.document.page_count),
        f"{len(body) / 1024:.0f}",
        "valid" if report.is_compliant else f"{len(report.failures)} faults",
    )
