"""What adding and changing a group of synonyms have in common."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.forms import SynonymForm
from catalogue.models import SynonymGroup
from catalogue.permissions import check_can_keep_synonyms
from core.exceptions import InvalidInput


def synonym_page(request: SignedInRequest, group: SynonymGroup | None) -> HttpResponse:
    """The form, 422 with its errors, or the way back to the list."""
    check_can_keep_synonyms(request.user)
    initial = {"names": group.names} if group else {}
    form = SynonymForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.save_synonyms(by=request.user, group=group, names=form.cleaned_data["names"])
        except InvalidInput as refusal:
            form.add_error("names", str(refusal))
        else:
            messages.success(request, _("The synonyms are saved. Search uses them at once."))
            return redirect("synonym_list")
    context = {"form": form, "group": group}
    return render(request, "catalogue/synonym_form.html", context, status=422 if form.errors else 200)
