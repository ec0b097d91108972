"""The state of everything that the public sees, as one short text that changes with every change of it.

The tables that public pages are made of note every write by a trigger of the database (`catalogue_note_change`), in the
transaction of the write: nothing that makes something public has to think of it, and nobody sees the new stamp before
the new state. A table of its own that public pages come to read gets the trigger in its migration:

    create trigger catalogue_note after insert or update or delete on <table>
        for each statement execute function catalogue_note_change();
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

#: folders of the checkout whose files are no part of any page
SKIPPED = frozenset({"benchmarks", "docs", "node_modules", "tests", "tools"})


def stamp() -> tuple[str, datetime]:
    """(part of an ETag, last modified). One query. Changes at midnight as well, as pages tell past from future."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*), max(id), max(at) from catalogue_publicchange")
        count, last, at = cursor.fetchone()
    today = timezone.localdate()
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    code, made = release()
    modified = max(moment for moment in (at, midnight, made) if moment is not None)
    return f"{count or 0}.{last or 0}.{today:%Y%m%d}.{code}", modified


@cache
def release() -> tuple[str, datetime]:
    """(name of the code, templates, translations and settings that run, when the newest file changed). Read once."""
    digest = hashlib.sha256()
    newest = 0
    for path in sorted(_files()):
        state = path.stat()
        newest = max(newest, state.st_mtime_ns)
        digest.update(f"{path.relative_to(settings.BASE_DIR)} {state.st_size} {state.st_mtime_ns}\n".encode())
    ours = sorted(name for name in dir(settings) if name.startswith("PORTAL_"))
    digest.update(repr([(name, getattr(settings, name)) for name in ours]).encode())
    return digest.hexdigest()[:12], datetime.fromtimestamp(newest // 1_000_000_000, UTC)


def _files() -> Iterator[Path]:
    for folder in settings.BASE_DIR.iterdir():
        if folder.is_dir() and folder.name not in SKIPPED and not folder.name.startswith("."):
            yield from (path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())
