"""GET and POST /praca/program/<edition>/szablon/odrzuc/: throw the draft away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from initiatives.services import discard_draft
from initiatives.views.template_page import ask, done, managed_template


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mid_template_discard(request: SignedInRequest, slug: str) -> HttpResponse:
    template = managed_template(request, slug)
    if request.method == "POST":
        discard_draft(by=request.user, edition=template.edition)
        return done(request, template, _("The draft is gone. The template in force stays as it was."))
    return ask(
        request,
        template,
        title=_("Throw the draft away?"),
        text=_("Everything that was changed in the draft is lost. The template in force stays as it is."),
        submit=_("Throw the draft away"),
    )
