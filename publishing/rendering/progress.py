"""How far WeasyPrint is, read from its progress log."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAGE = re.compile(r"Creating layout - Page (\d+)")
#: Characters of HTML on a printed page, measured on MIDs and PUs; only for the estimate before the first pass ends.
CHARACTERS_PER_PAGE = 4600

Report = Callable[[int, int], None]
_logger = logging.getLogger("weasyprint.progress")


class _Listener(logging.Handler):
    """Turns log lines into (page, pages). The first pass finds out how many pages there are; later ones only polish."""

    def __init__(self, report: Report, estimate: int) -> None:
        super().__init__(logging.INFO)
        self.report, self.page, self.pages, self.is_known = report, 0, max(1, estimate), False

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        found = PAGE.search(message)
        if found and not self.is_known:
            self.page = int(found[1])
            self.pages = max(self.pages, self.page)
            self.report(self.page, self.pages)
        elif not self.is_known and ("Repagination" in message or "Step 6" in message):
            self.is_known = True
            self.pages = self.page
            self.report(self.page, self.pages)


@contextmanager
def reporting(report: Report | None, html: str) -> Iterator[None]:
    """Call `report(page, pages)` while the block renders `html`."""
    if report is None:
        yield
        return
    listener = _Listener(report, round(len(html) / CHARACTERS_PER_PAGE))
    level, propagate = _logger.level, _logger.propagate
    _logger.addHandler(listener)
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    try:
        yield
    finally:
        _logger.removeHandler(listener)
        _logger.setLevel(level)
        _logger.propagate = propagate
