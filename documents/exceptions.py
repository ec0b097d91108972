"""Refusals of the document engine."""

from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, Refusal


class StaleSave(Refusal):
    """The row was changed by somebody else since it was read, in the same words: these fields were not saved.

    `held` are the texts that wait (`documents.models.HeldText`) by field name. `mine`, `theirs` and `base` are stored
    values (`documents.queries.stored`) by the names of the fields that clash: what was to be saved, what is saved now,
    what both began from. `version` is the row's current version, `who` the name of the person who saved it.
    """

    status = 409

    def __init__(
        self,
        *,
        mine: dict[str, Any],
        theirs: dict[str, Any],
        base: dict[str, Any],
        version: int,
        who: str,
        held: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(_("Someone has saved this part in the meantime. Nothing of yours has been lost."))
        self.mine = mine
        self.theirs = theirs
        self.base = base
        self.version = version
        self.who = who
        self.held = held or {}


class TypedOn(Refusal):
    """The text that waits is longer by now than the page showed that settles it; nothing was settled."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("You have typed on in another window. This is your text as it is now."))


class RowGone(Refusal):
    """The row was deleted since it was read, or never was in this document; nothing was saved."""

    status = 409

    def __init__(self, *, who: str) -> None:
        super().__init__(_("Someone has deleted this row in the meantime."))
        self.who = who


class InvalidFields(InvalidInput):
    """Some fields were not saved: their values do not fit what is stored now. `errors` are sentences by field name."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(" ".join(sentence for sentences in errors.values() for sentence in sentences))
        self.errors = errors


class StillUsed(Refusal):
    """The row cannot be deleted while other rows refer to it; `rows` are their names."""

    status = 409

    def __init__(self, rows: list[str]) -> None:
        names = "; ".join(rows)
        super().__init__(
            _("This row cannot be deleted, because other rows refer to it: %(rows)s. Change them first.")
            % {"rows": names}
        )
        self.rows = rows


class Incomplete(InvalidInput):
    """The document cannot be submitted yet; `missing` lists what is missing (`documents.queries.Gap`)."""

    def __init__(self, missing: list[Any]) -> None:
        super().__init__(_("The document cannot be submitted yet: some required parts are missing."))
        self.missing = missing


class NewerState(Refusal):
    """What is to be restored has been changed since the person looked at what would change; nothing was done."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has changed this text in the meantime. Look once more at what would change, then decide.")
        )


class TooOld(Refusal):
    """The row was deleted too long ago to come back from the bin."""

    status = 409

    def __init__(self, days: int) -> None:
        super().__init__(
            _(
                "This row was deleted more than %(days)d days ago and cannot come back from the bin."
                " Its words are still in the history, from where you can copy them."
            )
            % {"days": days}
        )
