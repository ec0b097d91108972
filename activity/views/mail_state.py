"""GET /praca/osoby/<id>/poczta/: whether e-mails reach a person; a part of their page for coordinators, and a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import check_can_manage_people
from accounts.queries import people_visible_to
from accounts.views.request import SignedInRequest
from activity.queries import failing_address_of, mails_of, settings_of

NEWEST = 10


@require_safe
@login_required
def mail_state(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_people(request.user)
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    context = {
        "person": person,
        "failing": failing_address_of(person),
        "rhythm": settings_of(person).get_rhythm_display(),
        "mails": mails_of(person)[:NEWEST],
    }
    partial = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"activity/mail_state.html{partial}", context)
