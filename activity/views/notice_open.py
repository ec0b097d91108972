"""GET /praca/powiadomienia/<id>/: to the place that a notice is about; from then on it is seen."""

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
    see(by=request.user, notice=notice)
    return redirect(notice.path_in(get_language() or settings.LANGUAGE_CODE))
