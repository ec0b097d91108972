"""A plan with its two authors, from which tests of the engine start."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from documents.models import Document
from documents.parts import PartKind, document_kind
from documents.queries import single
from documents.services import add_part, save_part
from tests import factories


@dataclass
class Team:
    """A draft MID and the two people who write it."""

    document: Document
    anna: User
    bartek: User

    def kind(self, key: str) -> PartKind:
        return document_kind(self.document.kind).part_kind(key)

    def single(self, key: str) -> Any:
        return single(self.document, self.kind(key))

    def save(self, by: User, key: str, part: Any, base_version: int, **values: Any) -> Any:
        return save_part(
            by=by,
            document=self.document,
            kind=self.kind(key),
            part_id=part.pk,
            base_version=base_version,
            new_values=values,
        )

    def add(self, key: str, by: User | None = None, **values: Any) -> Any:
        return add_part(by=by or self.anna, document=self.document, kind=self.kind(key), new_values=values)


def team() -> Team:
    participation = factories.participation()
    document = factories.initiative(participation).document
    return Team(document, factories.member(participation, 1), factories.member(participation, 2))


#: the smallest values of an action and of a stakeholder
ACTION = {"title": "Sadzenie drzew", "kind": "investment"}
STAKEHOLDER = {"name": "Rada osiedla", "kind": "residents", "influence": 3, "interest": 4}
