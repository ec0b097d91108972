"""GET /praca/dziennik/: the audit log for coordinators: who did what and when."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from activity.forms import EventFilterForm
from activity.permissions import check_can_read_log
from activity.queries import events_visible_to, filter_events

PAGE_SIZE = 50


@require_safe
@login_required
def event_list(request: SignedInRequest) -> HttpResponse:
    check_can_read_log(request.user)
    form = EventFilterForm(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    events = filter_events(
        events_visible_to(request.user),
        words=wanted.get("q", ""),
        verb=wanted.get("verb", ""),
        since=wanted.get("since"),
        until=wanted.get("until"),
    )
    page = Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "activity/event_list.html", {"filter_form": form, "page": page})
