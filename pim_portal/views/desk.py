"""GET /praca/: what waits for me, in one look."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pim_portal.queries import desk_of


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "pim_portal/desk.html", {"desk": desk_of(request.user)})
