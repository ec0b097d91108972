"""GET and POST /praca/rekomendacje/widoki/<id>/: rename a view of one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from tracking.forms import SavedViewForm
from tracking.queries import saved_views
from tracking.services import rename_view


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: SignedInRequest, view_id: int) -> HttpResponse:
    view = get_object_or_404(saved_views(request.user), pk=view_id)
    form = SavedViewForm(request.POST or None, initial={"name": view.name})
    if form.is_valid():
        try:
            rename_view(by=request.user, view=view, name=form.cleaned_data["name"])
        except InvalidInput as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The view has a new name."))
            return redirect("saved_view_list")
    return render(request, "tracking/saved_view.html", {"view": view, "form": form}, status=422 if form.errors else 200)
