"""Carrying out a request once, however often it arrives: doubled, replayed after a week, sent again by "back"."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from documents.models import Document, HeldText, SavedRequest


@dataclass(frozen=True)
class Ticket:
    """One request of one person for one document; without a key every request is a new one.

    Made and used while the document is locked, so that of two deliveries at the same moment the second one waits.
    """

    by: User
    document: Document
    key: UUID | None
    digest: str

    def was_used(self) -> bool:
        """Whether this request was answered before."""
        return self.key is not None and self._saved.exists()

    def used_for(self) -> UUID | None:
        """The row that the request wrote."""
        return self._saved.values_list("part_id", flat=True).first() if self.key else None

    def outcome(self) -> dict[str, Any]:
        """What became of the fields that the request did not write."""
        return self._saved.values_list("outcome", flat=True).first() or {}

    def use(
        self, part_id: UUID, *, errors: dict[str, list[str]] | None = None, held: dict[str, HeldText] | None = None
    ) -> None:
        """Remember the answer, in the transaction that gives it."""
        if self.key is not None:
            waiting = {name: str(one.pk) for name, one in (held or {}).items()}
            SavedRequest.objects.create(
                key=self.key,
                digest=self.digest,
                by=self.by,
                document=self.document,
                part_id=part_id,
                outcome={"errors": errors or {}, "held": waiting},
            )

    @property
    def _saved(self) -> Any:
        return SavedRequest.objects.filter(by=self.by, key=str(self.key), digest=self.digest)


def ticket(by: User, document: Document, key: UUID | None, *asked: Any) -> Ticket:
    """The ticket of a request; `asked` is everything that makes it this request and no other, as JSON."""
    text = json.dumps([str(document.pk), *asked], sort_keys=True, ensure_ascii=False, default=str)
    return Ticket(by, document, key, hashlib.sha256(text.encode()).hexdigest())


def file_digests(new_values: dict[str, Any]) -> dict[str, str]:
    """SHA-256 of the files among the values: two files of one name are two requests."""
    digests = {}
    for name, value in new_values.items():
        if isinstance(value, UploadedFile):
            digest = hashlib.sha256()
            for chunk in value.chunks():
                digest.update(chunk)
            value.seek(0)
            digests[name] = digest.hexdigest()
    return digests
