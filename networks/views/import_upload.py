"""GET and POST /praca/program/<edition>/import/: a list of cities is sent here first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from core.kept import keep
from networks.exchange import plan_import
from networks.forms import ImportForm
from networks.permissions import check_can_manage_programme
from networks.queries import editions_managed_by
from networks.views._pages import edition_crumbs, posted


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_upload(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    edition = get_object_or_404(editions_managed_by(request.user), slug=slug)
    form = ImportForm(**posted(request))
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            plan_import(edition, content)
        except InvalidInput as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("import_preview", edition.slug, keep(request.user, content))
    context = {"form": form, "edition": edition, "crumbs": edition_crumbs(edition)}
    return render(request, "networks/import_upload.html", context, status=422 if form.errors else 200)
