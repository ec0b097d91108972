"""GET and POST /praca/synonimy/<id>/usun/: forget a group of synonyms."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.models import SynonymGroup
from catalogue.permissions import check_can_keep_synonyms


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def synonym_delete(request: SignedInRequest, group_id: int) -> HttpResponse:
    check_can_keep_synonyms(request.user)
    group = get_object_or_404(SynonymGroup, pk=group_id)
    if request.method == "POST":
        services.delete_synonyms(by=request.user, group=group)
        messages.success(request, _("The synonyms are deleted."))
        return redirect("synonym_list")
    return render(request, "catalogue/synonym_delete.html", {"group": group})
