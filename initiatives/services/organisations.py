"""The shared directory of organisations grows with what teams write."""

from typing import Any

from django.db.models import Q

from accounts.models import User
from cities.services import enter_organisations, forget_organisations
from documents.models import Document
from documents.parts import PartKind
from initiatives.models import Action
from initiatives.queries.organisations import city_of, organisations_in


def keep_directory(
    user: User, document: Document, kind: PartKind, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Enter the names that a write brought, drop those that were only being typed. Effects: rows of the directory.

    Runs inside the write of a row (`documents.parts.Hooks.saved`), whose event stands for this too.
    """
    old, new = organisations_in(kind, before), organisations_in(kind, after)
    if old == new:
        return
    city_id = city_of(document)
    enter_organisations(city_id=city_id, names=sorted(new - old), is_sample=document.is_sample)
    forget_organisations(city_id=city_id, names=_unused(old - new))


def _unused(names: set[str]) -> set[str]:
    """Those of the names that no live action has."""
    wanted = list(names)
    actions = Action.objects.filter(Q(lead__in=wanted) | Q(partners__overlap=wanted), deleted_at=None)
    used = {name for lead, partners in actions.values_list("lead", "partners") for name in (lead, *partners)}
    return names - used
