"""GET and POST /praca/osoby/zapros/: a coordinator invites a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import InvitationForm
from accounts.permissions import check_can_manage_people
from accounts.services import invite
from accounts.views.request import SignedInRequest
from core.exceptions import WrongState
from core.limits import check_limit


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_invite(request: SignedInRequest) -> HttpResponse:
    check_can_manage_people(request.user)
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        check_limit("invite", request.user.pk, amount=100, seconds=3600)
        try:
            user, _key = invite(by=request.user, **form.cleaned_data)
        except WrongState as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": user.email})
            return redirect("person", pk=user.pk)
    return render(request, "accounts/person_invite.html", {"form": form}, status=422 if form.errors else 200)
