"""GET and POST /praca/program/<edition>/szablon/kopiuj/: begin the draft with another edition's template."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from initiatives.forms import CopyForm
from initiatives.queries.templates import editions_to_copy_from
from initiatives.services import copy_template
from initiatives.views.template_page import done, managed_template, template_frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mid_template_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    template = managed_template(request, slug)
    form = CopyForm(request.POST or None, editions=editions_to_copy_from(template.edition))
    if form.is_valid():
        source = form.cleaned_data["source"]
        copy_template(by=request.user, edition=template.edition, source=source)
        return done(
            request, template, _("Copied from: %(edition)s. It is a draft until you use it.") % {"edition": source}
        )
    context = {**template_frame(template), "form": form}
    return render(request, "initiatives/template/copy.html", context, status=422 if form.is_bound else 200)
