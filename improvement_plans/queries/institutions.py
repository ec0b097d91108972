"""Reads of institutions and their people."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from core.models import PolishOrder
from documents.queries import in_public
from improvement_plans.models import Institution, InstitutionMember


def institutions_of(user: Any) -> QuerySet[Institution]:
    """Institutions whose staff the user is now."""
    return Institution.objects.filter(members__user=user.pk, members__until=None)


def institutions_with_counts() -> QuerySet[Institution]:
    """All institutions in Polish order with `people` (staff now) and `asked` (public recommendations to answer)."""
    path = "courses__recommendation__"
    public = Q(courses__is_asked=True) & in_public(f"{path}document__") & Q(**{f"{path}deleted_at": None})
    return (
        Institution.objects.filter(merged_into=None)
        .annotate(
            people=Count("members", filter=Q(members__until=None), distinct=True),
            asked=Count("courses", filter=public, distinct=True),
        )
        .prefetch_related("former_names")
        .order_by(PolishOrder("name"))
    )


def institution_with_people(slug: str) -> QuerySet[Institution]:
    """One institution with its staff, present people first, and former names."""
    members = InstitutionMember.objects.select_related("user").order_by("-until", "since")
    return (
        Institution.objects.filter(slug=slug)
        .select_related("merged_into")
        .prefetch_related(Prefetch("members", queryset=members), "former_names")
    )
