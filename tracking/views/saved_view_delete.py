"""POST /praca/rekomendacje/widoki/<id>/usun/: forget a view of one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from tracking.queries import saved_views
from tracking.services import delete_view


@login_required
@require_POST
def saved_view_delete(request: SignedInRequest, view_id: int) -> HttpResponse:
    view = get_object_or_404(saved_views(request.user), pk=view_id)
    delete_view(by=request.user, view=view)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect("saved_view_list")
