"""What the pages of an edition's review rules share."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.views.request import SignedInRequest
from networks.models import Edition
from networks.permissions import check_can_manage_programme
from networks.queries import editions_managed_by
from reviews.models import Criterion


def managed_edition(request: SignedInRequest, slug: str) -> Edition:
    """The edition, for coordinators; NotAllowed for others."""
    check_can_manage_programme(request.user)
    return get_object_or_404(editions_managed_by(request.user), slug=slug)


def criterion_of(request: SignedInRequest, slug: str, criterion_id: UUID) -> Criterion:
    """A line of the edition's checklists, or 404."""
    edition = managed_edition(request, slug)
    return get_object_or_404(Criterion.objects.select_related("edition"), pk=criterion_id, edition=edition)


def crumbs_to(edition: Edition) -> list[tuple[str, str]]:
    return [
        (_("Programme"), reverse("programme")),
        (edition.name, reverse("programme_edition", args=[edition.slug])),
        (_("Review rules"), reverse("review_rules", args=[edition.slug])),
    ]


def criterion_page(request: SignedInRequest, edition: Edition, form: Any, title: str) -> HttpResponse:
    """The page with the form of one criterion; 422 when it has errors."""
    crumbs = crumbs_to(edition)
    context = {"form": form, "title": title, "crumbs": crumbs, "submit": _("Save"), "cancel_url": crumbs[-1][1]}
    return render(request, "reviews/criterion.html", context, status=422 if form.errors else 200)
