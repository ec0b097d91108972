"""What is drawn of a network, as plain values: the same values are the same drawing (`core.drawing`)."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Look(NamedTuple):
    """A network's name, shape and colour, and where it stands among others."""

    slug: str
    name: str
    name_en: str
    shape: str
    colour: str
    edition_id: int
    position: int


NETWORK_LOOK = tuple(f"network__{name}" for name in Look._fields)


def look_of(network: Any) -> Look | None:
    """The look of a network in any shape that has these attributes; None for none."""
    return Look(*(getattr(network, name) for name in Look._fields)) if network else None


def look_from(values: Sequence[Any]) -> Look | None:
    """The look from the columns NETWORK_LOOK of a row; None where the row has no network."""
    return Look(*values) if values[0] is not None else None
