"""GET and POST /praca/synonimy/<id>/: change a group of synonyms."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from catalogue.models import SynonymGroup
from catalogue.permissions import check_can_keep_synonyms
from catalogue.views.synonym_frame import synonym_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def synonym_change(request: SignedInRequest, group_id: int) -> HttpResponse:
    check_can_keep_synonyms(request.user)
    return synonym_page(request, get_object_or_404(SynonymGroup, pk=group_id))
