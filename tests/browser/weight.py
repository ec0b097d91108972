"""How much script and style a page brings."""

import gzip
from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

KINDS = ("script", "stylesheet")
#: the head of an answer over HTTP/2
HEAD = 300


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


def over_the_wire(page: Page, address: str) -> dict[str, int]:
    """Bytes of all that a page loads, by address, as production sends it: texts after gzip, the rest as it is."""
    found: dict[str, Response] = {}

    def note(response: Response) -> None:
        found[response.url] = response

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", note)
    return {url: _weight(response) for url, response in found.items()}


def _weight(response: Response) -> int:
    """The body and, about, the head of an answer."""
    body = response.body() if response.status == 200 else b""
    is_text = response.headers.get("content-type", "").startswith(("text/", "application/j", "image/svg"))
    return len(gzip.compress(body, 6) if is_text else body) + HEAD
