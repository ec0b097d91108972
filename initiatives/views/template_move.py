"""POST /praca/program/<edition>/szablon/<section>/przesun/: move a section of the draft up or down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from initiatives.services import move_section
from initiatives.views.template_page import managed_template, section_of


@require_POST
@login_required
def mid_template_move(request: SignedInRequest, slug: str, section: str) -> HttpResponse:
    template = managed_template(request, slug)
    chosen = section_of(template, section)
    up = request.POST.get("direction") != "down"
    place = move_section(by=request.user, edition=template.edition, section=chosen.declared, up=up)
    messages.success(
        request, _("Moved. “%(title)s” is number %(place)d now.") % {"title": chosen.title, "place": place}
    )
    return redirect(reverse("mid_template", args=[slug]) + f"#szablon-{chosen.key}")
