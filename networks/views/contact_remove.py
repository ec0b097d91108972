"""GET and POST /praca/program/kontakty/<id>/usun/: delete a lead contact."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import contacts_visible_to
from networks.services import remove_contact
from networks.views._pages import confirm_page, edition_crumbs, name_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact_remove(request: SignedInRequest, contact_id: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    contact = get_object_or_404(contacts_visible_to(request.user), pk=contact_id)
    network = contact.network
    page = reverse("programme_network", args=[network.edition.slug, network.slug])
    if request.method == "POST":
        remove_contact(by=request.user, contact=contact)
        messages.success(request, _("The contact is deleted."))
        return redirect(page)
    return confirm_page(
        request,
        title=_("Delete the contact %(name)s?") % {"name": contact.name},
        text=_("The name, the e-mail and the phone number are deleted for good."),
        crumbs=[*edition_crumbs(network.edition), (name_of(network), page)],
        submit=_("Delete"),
    )
