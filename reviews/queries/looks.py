"""What a person has looked at, and from where "since you last looked" begins."""

from typing import Any

from documents.models import Document, Version
from reviews.models import Look, Round


def last_looked(user: Any, document: Document, before: Version | None = None) -> Version | None:
    """The newest Version that the person looked at, older than `before` where that is given; without its content."""
    looks = Look.objects.filter(user=user.pk, version__document=document).select_related("version")
    if before is not None:
        looks = looks.filter(version__number__lt=before.number)
    found = looks.defer("version__content").order_by("-version__number").first()
    return found.version if found else None


def base_of(user: Any, document: Document, target: Version | None) -> Version | None:
    """From where a person's changes begin: what they last looked at before `target` (None: the draft as it is now),
    else the Version of the round before; None when nothing came before."""
    looked = last_looked(user, document, target)
    if looked is not None:
        return looked
    rounds = Round.objects.filter(document=document).select_related("version").defer("version__content")
    if target is not None:
        rounds = rounds.filter(version__number__lt=target.number)
    found = rounds.order_by("-version__number").first()
    return found.version if found else None


def look_at(user: Any, version: Version) -> Look | None:
    return Look.objects.filter(user=user.pk, version=version).first()
