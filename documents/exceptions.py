"""Refusals of the document engine."""

from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, Refusal


class StaleSave(Refusal):
    """The row was changed by somebody else since it was read, in the same fields; nothing was saved.

    `theirs` and `mine` are stored values by field name, `version` the row's current version.
    """

    status = 409

    def __init__(self, *, mine: dict[str, Any], theirs: dict[str, Any], version: int, who: str) -> None:
        super().__init__(_("Someone has saved this part in the meantime. Nothing of yours has been lost."))
        self.mine = mine
        self.theirs = theirs
        self.version = version
        self.who = who


class Incomplete(InvalidInput):
    """The document cannot be submitted yet; `missing` lists what is missing (`documents.queries.Gap`)."""

    def __init__(self, missing: list[Any]) -> None:
        super().__init__(_("The document cannot be submitted yet: some required parts are missing."))
        self.missing = missing
