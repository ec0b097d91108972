"""POST /praca/mid/<slug>/dobre-praktyki/<code>/dodaj/: name a public practice among those that the MID used."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from catalogue.queries import practices
from catalogue.services import use_practice
from documents.parts import document_kind
from documents.queries import place_address
from initiatives.queries import documents_visible_to


@require_POST
@login_required
def practice_use(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    document = get_object_or_404(documents_visible_to(request.user), slug=slug)
    practice = get_object_or_404(practices(), code=code.upper())
    use_practice(by=request.user, document=document, practice=practice)
    messages.success(request, _("The code %(code)s is now among the good practices used.") % {"code": practice.code})
    return redirect(place_address(document, document_kind("mid").part_kind("network_link"), field="practices"))
