"""What a published Version changed against the one before it, for its readers."""

from functools import lru_cache
from uuid import UUID

from django.utils import translation

from catalogue.models import PublishedVersion
from documents.models import Version
from documents.rendering import Reading, reading
from documents.rendering.changes import SectionChange, changes_between

#: lists of changes kept by a process; Versions never change
KEPT = 48


def changes_in(newer: PublishedVersion, older: PublishedVersion) -> tuple[SectionChange, ...]:
    """The changes, in the active language. Two queries the first time in a process."""
    return _changes(older.version_id, newer.version_id, translation.get_language() or "pl")


def predecessor(one: PublishedVersion, versions: list[PublishedVersion]) -> PublishedVersion | None:
    """The Version that stood in public before; None for the first one.

    One that was withdrawn is passed over: a comparison with it would show what was taken out of sight.
    """
    before = [other for other in versions if other.number < one.number and other.withdrawn_at is None]
    return max(before, key=lambda other: other.number, default=None)


@lru_cache(maxsize=KEPT)
def _changes(older: UUID, newer: UUID, language: str) -> tuple[SectionChange, ...]:
    return changes_between(_read(older), _read(newer))


def _read(version_id: UUID) -> Reading:
    content = Version.objects.values_list("content", flat=True).get(pk=version_id)
    return reading(content).without_blank_extras()
