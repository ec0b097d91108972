"""POST /konto/powiadomienia/adres/: my address works again; POST /praca/osoby/<id>/poczta/: a coordinator says so."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import check_can_manage_people
from accounts.queries import people_visible_to
from accounts.views.request import SignedInRequest
from activity.services import use_address_again


@require_POST
@login_required
def address_works(request: SignedInRequest) -> HttpResponse:
    use_address_again(by=request.user, user=request.user)
    messages.success(request, _("We write to your address again."))
    return redirect("notice_settings")


@require_POST
@login_required
def address_works_of_person(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_people(request.user)
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    use_address_again(by=request.user, user=person)
    messages.success(request, _("We write to this address again."))
    return redirect("mail_state", pk=person.pk)
