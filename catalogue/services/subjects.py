"""What a published MID and each of its actions is about, as words that can be compared."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

from catalogue.models import Publication, PublishedRow, PublishedSubject
from core.richtext import plain
from core.words import vector

#: fields of the challenge that say what it is about; who is affected is much the same everywhere
CHALLENGE_FIELDS = ("causes", "effects", "area")


def make_subjects(publication: Publication, content: dict[str, Any]) -> None:
    """Make the subjects of a MID and its actions again; its rows have been made before. A PU has none."""
    publication.subjects.all().delete()
    if publication.kind != "mid":
        return
    rows = PublishedRow.objects.filter(publication=publication, kind="action")
    PublishedSubject.objects.bulk_create(
        [
            PublishedSubject(publication=publication, row=None, words=_vector(_challenge(publication, content))),
            *(PublishedSubject(publication=publication, row=row, words=_vector(_action(row))) for row in rows),
        ],
        batch_size=200,
    )


def _challenge(publication: Publication, content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The title and the challenge weigh most, then its causes and effects and the main aim."""
    challenge, vision = _single(content, "challenge"), _single(content, "vision")
    yield f"{publication.title} {challenge.get('statement') or ''}", "A"
    yield _text(challenge.get(name) for name in CHALLENGE_FIELDS), "B"
    yield _text([vision.get("main_aim")]), "B"


def _action(row: PublishedRow) -> Iterator[tuple[str, str]]:
    yield row.title, "A"
    yield _text([row.values.get("description"), row.values.get("outputs")]), "B"


def _single(content: dict[str, Any], key: str) -> dict[str, Any]:
    rows = content["parts"].get(key) or [{"values": {}}]
    return rows[0]["values"]


def _text(values: Iterable[Any]) -> str:
    """Texts and lists of texts as one text without markup."""
    parts = [part for value in values for part in (value if isinstance(value, list) else [value]) if part]
    return " ".join(plain(str(part)) for part in parts)


def _vector(weighted: Iterable[tuple[str, str]]) -> Cast:
    return Cast(Value(vector(weighted)), SearchVectorField())
