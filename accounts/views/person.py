"""GET /praca/osoby/<id>/: one person, their invitations and what a coordinator can do."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import check_can_manage_people
from accounts.queries import invitations_of, people_visible_to
from accounts.views.request import SignedInRequest


@require_safe
@login_required
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_people(request.user)
    found = get_object_or_404(people_visible_to(request.user), pk=pk)
    return render(request, "accounts/person.html", {"person": found, "invitations": invitations_of(found)})
