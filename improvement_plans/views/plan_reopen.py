"""/praca/pu/<network>/otworz/: asks for the reason, then opens an accepted plan for changes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from documents.services import reopen
from improvement_plans.views.plan_move import move_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    return move_page(request, slug, "reopen", reopen)
