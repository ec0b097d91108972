"""GET and POST /praca/program/<edition>/sieci/<network>/kontakty/dodaj/: a lead contact."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import ContactForm
from networks.permissions import check_can_manage_programme
from networks.queries import networks_managed_by
from networks.services import add_contact
from networks.views._pages import edition_crumbs, form_page, name_of, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact_add(request: SignedInRequest, slug: str, network: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    owner = get_object_or_404(networks_managed_by(request.user), edition__slug=slug, slug=network)
    page = reverse("programme_network", args=[slug, network])
    form = ContactForm(**posted(request), network=owner)

    def save() -> object:
        values = dict(form.cleaned_data)
        return add_contact(by=request.user, network=owner, participation=values.pop("participation"), values=values)

    answer = save_form(request, form, save, to=lambda _saved: page, said=_("The contact is saved."))
    crumbs = [*edition_crumbs(owner.edition), (name_of(owner), page)]
    return answer or form_page(request, form, title=_("New contact"), crumbs=crumbs)
