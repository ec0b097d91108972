"""POST /praca/powiadomienia/przejrzane/: mark all my notices as seen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from activity.services import see_all


@require_POST
@login_required
def notice_see_all(request: SignedInRequest) -> HttpResponse:
    see_all(by=request.user)
    return redirect("notice_list")
