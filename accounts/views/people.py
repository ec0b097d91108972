"""GET /praca/osoby/: everybody who has or had a part in the programme."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.forms import PeopleFilterForm
from accounts.permissions import check_can_manage_people
from accounts.queries import filter_people, people_visible_to
from accounts.views.request import SignedInRequest

PAGE_SIZE = 50


@require_safe
@login_required
def people(request: SignedInRequest) -> HttpResponse:
    check_can_manage_people(request.user)
    form = PeopleFilterForm(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    found = filter_people(
        people_visible_to(request.user),
        words=wanted.get("q", ""),
        role=wanted.get("role", ""),
        state=wanted.get("state", ""),
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"filter_form": form, "page": page})
