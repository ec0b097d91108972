"""GET and POST /praca/program/<edition>/szablon/zamknij/: close the template before the first plan does."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from initiatives.services import freeze_template
from initiatives.views.template_page import ask, done, managed_template


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mid_template_freeze(request: SignedInRequest, slug: str) -> HttpResponse:
    template = managed_template(request, slug)
    if request.method == "POST":
        freeze_template(by=request.user, edition=template.edition)
        return done(request, template, _("The template is closed. Every later change is a new revision."))
    return ask(
        request,
        template,
        title=_("Close the template?"),
        text=_(
            "It closes by itself with the first plan. Close it now when you want to announce it: every later change "
            "will then be a new revision with its own number."
        ),
        submit=_("Close the template"),
    )
