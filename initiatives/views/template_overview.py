"""GET /praca/program/<edition>/szablon/: the edition's MID template, its sections in order, and who keeps what."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from initiatives.queries.templates import editions_to_copy_from
from initiatives.views.template_page import managed_template, template_frame


@require_safe
@login_required
def mid_template(request: SignedInRequest, slug: str) -> HttpResponse:
    template = managed_template(request, slug)
    context = {**template_frame(template), "can_copy": editions_to_copy_from(template.edition).exists()}
    return render(request, "initiatives/template/overview.html", context)
