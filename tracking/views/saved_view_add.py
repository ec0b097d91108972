"""GET and POST /praca/rekomendacje/widoki/dodaj/: keep the view that the address asks for under a name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from tracking.forms import SavedViewForm
from tracking.services import save_view
from tracking.views.frame import filters_of, with_query


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view_add(request: SignedInRequest) -> HttpResponse:
    filters = filters_of(request)
    query = filters.known()
    address = with_query(reverse("tracked_list"), query)
    form = SavedViewForm(request.POST or None)
    if form.is_valid():
        try:
            save_view(by=request.user, name=form.cleaned_data["name"], query=query)
        except InvalidInput as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The view is saved."))
            return redirect(address)
    context = {"form": form, "chosen": filters.chosen(), "filters": filters, "back": address}
    return render(request, "tracking/saved_view_add.html", context, status=422 if form.errors else 200)
