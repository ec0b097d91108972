"""Why a document cannot be published; the sentences are shown to the coordinator."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.exceptions import Refusal, WrongState


@dataclass(frozen=True)
class Place:
    """A row of a document that somebody must still write in; `kind` is the key of its part kind."""

    kind: str
    row_id: str
    name: str
    section: str


class NotDescribed(Refusal):
    """Files have no text alternative. `places` are where it is to be written."""

    status = 409

    def __init__(self, places: list[Place]) -> None:
        sentence = ngettext(
            "A text alternative is missing for one file: %(names)s. People who cannot see the file rely on it.",
            "Text alternatives are missing for %(count)d files: %(names)s. People who cannot see them rely on them.",
            len(places),
        )
        names = ", ".join(place.name for place in places)
        super().__init__(sentence % {"count": len(places), "names": names})
        self.places = places


class PdfRefused(WrongState):
    """The PDF of the Version could not be made, or not everybody could read it. `reason` is what the pipeline said."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("The PDF of this version could not be made: %(reason)s") % {"reason": reason})
        self.reason = reason
