"""GET /praca/powiadomienia/: what others did that I should know."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from activity.queries import notices_of, unseen_count

PAGE_SIZE = 30


@require_safe
@login_required
def notice_list(request: SignedInRequest) -> HttpResponse:
    page = Paginator(notices_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "activity/notice_list.html", {"page": page, "unseen": unseen_count(request.user)})
