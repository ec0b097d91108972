"""GET /praca/synonimy/: the names that search takes for the same."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.permissions import check_can_keep_synonyms
from catalogue.queries import synonym_rows


@login_required
@require_safe
def synonym_list(request: SignedInRequest) -> HttpResponse:
    check_can_keep_synonyms(request.user)
    return render(request, "catalogue/synonym_list.html", {"groups": synonym_rows()})
