"""POST /praca/osoby/<id>/wlacz/: the person gets an invitation to come back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import check_can_manage_people
from accounts.queries import people_visible_to
from accounts.services import reactivate
from accounts.views.request import SignedInRequest


@require_POST
@login_required
def person_reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_people(request.user)
    user = get_object_or_404(people_visible_to(request.user), pk=pk)
    reactivate(by=request.user, user=user)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": user.email})
    return redirect("person", pk=user.pk)
