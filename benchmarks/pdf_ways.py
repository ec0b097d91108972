"""The ways from one HTML to a PDF that are compared: ours, WeasyPrint as it comes, a warm Chromium, Typst."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.processes import processor_time_below
from publishing.rendering import engine, fast

IDENTIFIER = "0" * 64
TYPST = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"


@dataclass(frozen=True)
class Made:
    """A PDF, with the processor and wall-clock seconds it took."""

    body: bytes
    processor: float
    seconds: float


def ours(html: str) -> Made:
    """As a worker makes it."""
    fast.switch(True)
    processor, clock = time.process_time(), time.monotonic()
    body = engine.make_pdf(html, identifier=IDENTIFIER).body
    return Made(body, time.process_time() - processor, time.monotonic() - clock)


def stock(html: str) -> Made:
    """The same page and style sheet, without any of our changes of speed; the corrections of tags stay."""
    fast.switch(False)
    processor, clock = time.process_time(), time.monotonic()
    body = engine.render(html, IDENTIFIER).body
    made = Made(body, time.process_time() - processor, time.monotonic() - clock)
    fast.switch(True)
    return made


@contextmanager
def warm_browser(program: str) -> Iterator["Browser"]:
    """A Chromium that stays open, driven by Playwright."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield Browser(browser)
        finally:
            browser.close()


class Browser:
    def __init__(self, browser: object) -> None:
        self.browser = browser

    def make(self, page: Path) -> Made:
        """Open the page in a new tab and print it; its tagged PDF, which Chromium makes on request."""
        processor, clock = processor_time_below(), time.monotonic()
        tab = self.browser.new_page()
        tab.goto(page.as_uri())
        body = tab.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        made = Made(body, processor_time_below() - processor, time.monotonic() - clock)
        tab.close()
        return made


def typst_command(source: Path, target: Path) -> list[str]:
    return [sys.executable, "-c", TYPST, str(source), str(target), str(source.parent)]
