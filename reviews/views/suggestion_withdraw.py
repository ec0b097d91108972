"""POST /praca/ocena/propozycje/<id>/wycofaj/: its author takes a suggestion back while nobody has decided."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from reviews.queries.suggestions import suggestions_visible_to
from reviews.services import withdraw_suggestion
from reviews.views.frame import go_back, remark_url


@require_POST
@login_required
def suggestion_withdraw(request: SignedInRequest, suggestion_id: UUID) -> HttpResponse:
    suggestion = get_object_or_404(suggestions_visible_to(request.user), pk=suggestion_id)
    withdraw_suggestion(by=request.user, suggestion=suggestion)
    messages.success(request, _("The suggestion has been taken back."))
    return go_back(request, remark_url(suggestion.thread))
