"""POST /praca/instytucje/nazwy/<id>/usun/: delete a former name that was recorded by mistake."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from improvement_plans.models import FormerName
from improvement_plans.permissions import check_can_coordinate
from improvement_plans.services import remove_former_name


@require_POST
@login_required
def former_name_remove(request: SignedInRequest, name_id: int) -> HttpResponse:
    check_can_coordinate(request.user)
    former_name = get_object_or_404(FormerName.objects.select_related("institution"), pk=name_id)
    remove_former_name(by=request.user, former_name=former_name)
    messages.success(request, _("The former name has been removed."))
    return redirect("institution", former_name.institution.slug)
