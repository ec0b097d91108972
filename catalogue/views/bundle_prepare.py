"""POST /edycje/<slug>/komplet/przygotuj/: a coordinator asks for the bundle now."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.queries import editions


@login_required
@require_POST
def bundle_prepare(request: SignedInRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(editions(), slug=slug)
    made = services.prepare_bundle(by=request.user, edition=edition)
    if made is None:
        messages.info(request, _("No document of this edition is public yet."))
    elif not made.is_under_way:
        messages.success(request, _("Nothing has changed: the bundle is up to date."))
    return redirect("bundle", slug=slug)
