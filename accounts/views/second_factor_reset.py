"""POST /praca/osoby/<id>/drugi-skladnik/: the person lost their phone or key and starts anew."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import check_can_manage_people
from accounts.queries import people_visible_to
from accounts.services import reset_second_factor
from accounts.views.request import SignedInRequest


@require_POST
@login_required
def second_factor_reset(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_people(request.user)
    user = get_object_or_404(people_visible_to(request.user), pk=pk)
    reset_second_factor(by=request.user, user=user)
    messages.success(request, _("The second factor of %(name)s is removed.") % {"name": user.name})
    return redirect("person", pk=user.pk)
