"""What the pages of a barrier's evidence begin with: a barrier of a plan that the person may open."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.views.request import SignedInRequest
from improvement_plans.models import Barrier
from improvement_plans.queries import barriers_visible_to


def find_barrier(request: SignedInRequest, slug: str, barrier_id: UUID) -> Barrier:
    """The barrier of the plan at `slug`, or 404."""
    return get_object_or_404(barriers_visible_to(request.user), pk=barrier_id, document__slug=slug)


def frame(barrier: Barrier) -> dict[str, Any]:
    """Context of headings and breadcrumbs."""
    return {"barrier": barrier, "document": barrier.document, "network": barrier.document.improvement_plan.network}
