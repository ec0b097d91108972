"""GET and POST /praca/program/edycja/dodaj/: a new edition."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import EditionForm
from networks.permissions import check_can_manage_programme
from networks.services import save_edition
from networks.views._pages import form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edition_add(request: SignedInRequest) -> HttpResponse:
    check_can_manage_programme(request.user)
    form = EditionForm(**posted(request))
    answer = save_form(
        request,
        form,
        lambda: save_edition(by=request.user, edition=None, values=form.cleaned_data),
        to=lambda edition: reverse("programme_edition", args=[edition.slug]),
        said=_("The edition is saved."),
    )
    crumbs = [(_("Programme"), reverse("programme"))]
    return answer or form_page(request, form, title=_("New edition"), crumbs=crumbs)
