"""Who reviews a document: experts of its network, coordinators, and people who were asked for one round."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from documents.models import Document
from documents.parts import hooks_of
from networks.models import Edition
from reviews.models import Reviewer, Round
from reviews.permissions import judges_by_office, judges_of, lead_of, standing_reviewers
from reviews.policies import INVITABLE

__all__ = [
    "authors_of",
    "edition_of",
    "invitable_people",
    "judges_in_order",
    "judges_of",
    "lead_of",
    "removed_reviewers",
    "reviewer_of",
    "standing_reviewers",
]


def authors_of(document: Document) -> list[User]:
    """The people who write the document now."""
    return hooks_of(document.kind).authors(document)


def judges_in_order(document: Document) -> list[User]:
    """The same, who has been an expert of the network longest first."""
    judges = {user.pk: user for user in judges_of(document)}
    first = judges_by_office(document).filter(pk__in=judges).order_by("specialisms__since", "specialisms__pk")
    by_office = first.values_list("pk", flat=True) if document.kind == "mid" else ()
    return [judges[key] for key in dict.fromkeys([*by_office, *judges])]


def reviewer_of(user: Any, shown: Round) -> Reviewer | None:
    """The person's standing row in a round."""
    return next((row for row in standing_reviewers(shown) if row.user_id == user.pk), None)


def removed_reviewers(shown: Round) -> list[Reviewer]:
    """Those who reviewed in the round and no longer do; what they wrote stays."""
    return list(shown.reviewers.exclude(removed_at=None).order_by("removed_at"))


def invitable_people(document: Document, shown: Round) -> QuerySet[User]:
    """Active people who may be asked to review the document: no authors, nobody who reviews it already."""
    from_authors = [author.pk for author in authors_of(document)]
    standing = [row.user_id for row in standing_reviewers(shown)]
    people = User.objects.filter(is_active=True, role__in=INVITABLE).exclude(pk__in=[*from_authors, *standing])
    return people.order_by("name", "pk")


def edition_of(document: Document) -> Edition:
    """The edition that the document belongs to."""
    if document.kind == "pu":
        return document.improvement_plan.network.edition
    return document.initiative.participation.edition
