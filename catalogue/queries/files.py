"""The finished file behind a public address, found by one short query: what is asked for most must cost least."""

from dataclasses import dataclass
from datetime import datetime

from publishing.enums import RenderingState
from publishing.models import Rendering


@dataclass(frozen=True)
class PublicFile:
    """`stored` is its name in the storage, `tag` changes whenever its bytes do, `number` is that of its Version."""

    stored: str
    tag: str
    made_at: datetime | None
    number: int


def public_pdf(kind: str, slug: str, language: str, variant: str) -> PublicFile | None:
    """The newest finished PDF of a document in public; None for a withdrawn one too."""
    found = (
        Rendering.objects.filter(
            version__publications__kind=kind,
            version__publications__slug=slug,
            version__publications__withdrawn_at=None,
            language=language,
            variant=variant,
            state=RenderingState.READY,
        )
        .order_by("-created_at")
        .values_list("file", "print_key", "key", "ready_at", "version__number")
        .first()
    )
    if found is None:
        return None
    stored, print_key, key, made_at, number = found
    return PublicFile(stored, print_key or key, made_at, number)
