"""How much script and style a page brings."""

import gzip
from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

KINDS = ("script", "stylesheet")


def shipped(page: Page, address: str) -> Counter[str]:
    """Bytes after gzip of all scripts ("script") and styles ("stylesheet") that a page loads, imported modules too."""
    found: dict[str, tuple[str, Response]] = {}

    def note(response: Response) -> None:
        if response.request.resource_type in KINDS:
            found[urlsplit(response.url).path] = response.request.resource_type, response

    page.on("response", note)
    page.goto(address, wait_until="load")
    # Modules that other modules import only when they run.
    page.wait_for_timeout(500)
    page.remove_listener("response", note)
    weights: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    for kind, response in found.values():
        weights[kind] += len(gzip.compress(response.body(), 6))
    return weights
