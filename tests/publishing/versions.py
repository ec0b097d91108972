"""Frozen Versions in the database."""

from accounts.models import User
from documents.enums import Purpose
from documents.models import Document, Version
from documents.services import freeze
from tests import factories


def frozen(document: Document | None = None, by: User | None = None) -> Version:
    """A Version of a MID as a coordinator keeps it."""
    document = document or factories.initiative().document
    return freeze(by=by or factories.coordinator(), document=document, purpose=Purpose.MANUAL)
