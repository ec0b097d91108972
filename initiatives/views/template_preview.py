"""GET /praca/program/<edition>/szablon/<section>/podglad/: a section as a team will see it, empty and filled."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from documents.forms import part_form
from documents.models import Document
from documents.rendering import reading
from initiatives.parts import MID
from initiatives.rendering.specimen import specimen
from initiatives.views.template_page import managed_template, neighbours, section_of, template_frame


@require_safe
@login_required
def mid_template_preview(request: SignedInRequest, slug: str, section: str) -> HttpResponse:
    template = managed_template(request, slug)
    chosen = section_of(template, section)
    empty = Document(kind=MID.key, template=template.shown)
    shown = [one for one in reading(specimen(template.shown)).sections if one.key == chosen.key]
    context = {
        **template_frame(template),
        "section": chosen,
        "blocks": [
            {"label": kind.plural if kind.many else kind.label, "form": part_form(kind, empty)}
            for kind in chosen.kinds
            if not kind.parent
        ],
        "filled": shown[0] if shown else None,
        **neighbours(template, chosen, "mid_template_preview"),
    }
    return render(request, "initiatives/template/preview.html", context)
