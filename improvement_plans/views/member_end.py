"""POST /praca/instytucje/osoby/<id>/zakoncz/: a person no longer answers for an institution."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from improvement_plans.models import InstitutionMember
from improvement_plans.permissions import check_can_coordinate
from improvement_plans.services import end_membership


@require_POST
@login_required
def member_end(request: SignedInRequest, member_id: int) -> HttpResponse:
    check_can_coordinate(request.user)
    member = get_object_or_404(InstitutionMember.objects.select_related("institution", "user"), pk=member_id)
    end_membership(by=request.user, member=member)
    messages.success(request, _("This person no longer answers for the institution."))
    return redirect("institution", member.institution.slug)
