"""GET /praca/powiadomienia/<id>/: to the place that a notice is about; from then on it is seen.

A browser or a mail program that looks ahead has shown nothing to anybody: HEAD and prefetching leave it as it was.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from activity.queries import notices_of
from activity.services import see


@require_safe
@login_required
def notice_open(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    if request.method == "GET" and not _looks_ahead(request):
        see(by=request.user, notice=notice)
    return redirect(notice.path_in(get_language() or settings.LANGUAGE_CODE))


def _looks_ahead(request: SignedInRequest) -> bool:
    """Whether the page is fetched before anybody asked for it (`Sec-Purpose`, in older browsers under other names)."""
    said = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
    return any(word in said.lower() for word in ("prefetch", "prerender", "preview"))
