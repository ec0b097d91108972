"""GET and POST /praca/program/<edition>/szablon/zmien/: open a draft of the template."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from initiatives.queries.templates import EditionTemplate
from initiatives.services import begin_draft
from initiatives.views.template_page import ask, done, managed_template


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mid_template_begin(request: SignedInRequest, slug: str) -> HttpResponse:
    template = managed_template(request, slug)
    if request.method == "POST":
        begin_draft(by=request.user, edition=template.edition)
        return done(
            request, template, _("You are working on a draft now. Nothing changes for the teams until you use it.")
        )
    return ask(
        request,
        template,
        title=_("Change the template?") if not template.is_frozen else _("Open a new revision of the template?"),
        text=_what_stays(template),
        submit=_("Open a draft"),
    )


def _what_stays(template: EditionTemplate) -> str:
    """What becomes of the plans that have been begun, and what the draft will be."""
    plans = ngettext(
        "%(count)d plan has been begun and keeps the template that it has.",
        "%(count)d plans have been begun and keep the template that they have.",
        template.plans,
    ) % {"count": template.plans}
    if template.is_frozen:
        later = _("The draft will be revision %(number)d. Only plans that are begun after you use it will follow it.")
    else:
        later = _("No plan follows revision %(number)d yet. You work on a draft and use it when it is ready.")
    return " ".join([*([plans] if template.plans else []), later % {"number": template.next_revision}])
