"""Take a document out of public sight, with the reason."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.views.publishing_frame import with_reason


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    hint, done = _("It will be shown in public at the address of the document."), _("The document is withdrawn.")
    return with_reason(request, kind, slug, services.withdraw, hint=hint, done=done)
