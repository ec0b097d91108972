"""GET and POST /praca/program/<edition>/szablon/<section>/: what the draft says of one section."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, WrongState
from initiatives.forms import SectionForm
from initiatives.queries.templates import entry_digest
from initiatives.services import save_section
from initiatives.views.template_page import managed_template, neighbours, section_of, template_frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mid_template_section(request: SignedInRequest, slug: str, section: str) -> HttpResponse:
    template = managed_template(request, slug)
    chosen = section_of(template, section)
    preview = reverse("mid_template_preview", args=[slug, section])
    if template.draft is None and request.method != "POST":
        return redirect(preview)
    digest = entry_digest(template.shown, chosen.declared)
    form = SectionForm(request.POST or None, section=chosen, digest=digest)
    status = 200
    if form.is_valid():
        try:
            save_section(
                by=request.user,
                edition=template.edition,
                section=chosen.declared,
                entry=form.entry,
                base=form.cleaned_data["base"],
            )
        except (InvalidInput, WrongState) as refusal:
            form = form.again(digest)
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            messages.success(request, _("The section is saved in the draft."))
            return redirect(preview if "look" in request.POST else reverse("mid_template", args=[slug]))
    elif form.is_bound:
        status = 422
    context = {
        **template_frame(template),
        "section": chosen,
        "form": form,
        **neighbours(template, chosen, "mid_template_section"),
    }
    return render(request, "initiatives/template/section.html", context, status=status)
