"""GET and POST /praca/program/<edition>/szablon/wprowadz/: what the draft changes, then put it in force."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from initiatives.services import use_draft
from initiatives.views.template_page import done, managed_template, template_frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mid_template_use(request: SignedInRequest, slug: str) -> HttpResponse:
    template = managed_template(request, slug)
    if request.method == "POST":
        revision = use_draft(by=request.user, edition=template.edition)
        said = _("Revision %(number)d of the template is in force. Plans that are begun from now on follow it.")
        return done(request, template, said % {"number": revision})
    if template.draft is None:
        return redirect("mid_template", slug)
    return render(request, "initiatives/template/use.html", template_frame(template))
