"""POST /praca/instytucje/<slug>/zestawienie/wydruk/: the brief of an institution as a PDF."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from improvement_plans.queries import institution_with_people
from publishing.services import ask_for_printout
from tracking.rendering import brief_html, brief_of


@login_required
@require_POST
def institution_brief_print(request: SignedInRequest, slug: str) -> HttpResponse:
    institution = get_object_or_404(institution_with_people(slug)).present
    back = reverse("institution_brief", args=[institution.slug])
    printout = ask_for_printout(
        by=request.user,
        html=brief_html(brief_of(request.user, institution), back),
        name=f"zestawienie-{institution.slug}",
        title=institution.name,
        back=back,
        language=get_language() or "pl",
    )
    return redirect("printout", printout.pk)
