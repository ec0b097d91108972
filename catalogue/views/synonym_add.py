"""GET and POST /praca/synonimy/dodaj/: a new group of synonyms."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from catalogue.views.synonym_frame import synonym_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def synonym_add(request: SignedInRequest) -> HttpResponse:
    return synonym_page(request, None)
