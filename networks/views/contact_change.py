"""GET and POST /praca/program/kontakty/<id>/: change a lead contact."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import ContactForm
from networks.permissions import check_can_manage_programme
from networks.queries import contacts_visible_to
from networks.services import update_contact
from networks.views._pages import edition_crumbs, form_page, name_of, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact_change(request: SignedInRequest, contact_id: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    contact = get_object_or_404(contacts_visible_to(request.user), pk=contact_id)
    network = contact.network
    page = reverse("programme_network", args=[network.edition.slug, network.slug])
    form = ContactForm(**posted(request), instance=contact, network=network)
    answer = save_form(
        request,
        form,
        lambda: update_contact(by=request.user, contact=contact, values=form.cleaned_data),
        to=lambda _saved: page,
        said=_("The contact is saved."),
    )
    crumbs = [*edition_crumbs(network.edition), (name_of(network), page)]
    return answer or form_page(request, form, title=_("Change the contact"), crumbs=crumbs)
