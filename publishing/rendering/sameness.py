"""When two PDFs would be the same: the key of what is printed and of what prints it."""

import hashlib
from functools import cache
from importlib.metadata import version as installed

from django.conf import settings

#: What shapes a PDF after its HTML is made.
SOURCES = ("static/css/print*.css", "static/vendor/fonts/*", "static/images/**/*", "publishing/rendering/**/*.py")
#: Programs that come before the HTML or do not shape the file.
OTHERS = frozenset({"annexes.py", "docx.py", "limits.py", "memory.py", "page.py", "progress.py", "validity.py"})


def print_key(html: str) -> str:
    """SHA-256 of a page of HTML with the style, fonts, pictures and programs that turn it into a PDF.

    After a change of templates only the documents whose page came out differently are rendered again.
    """
    return hashlib.sha256(f"{_press()}\n{html}".encode()).hexdigest()


@cache
def _press() -> str:
    """Read once in a process."""
    digest = hashlib.sha256(installed("weasyprint").encode())
    found = {path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern) if path.is_file()}
    for path in sorted(path for path in found if path.name not in OTHERS):
        digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
