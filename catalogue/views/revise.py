"""Open a new revision of a withdrawn document."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.views.publishing_frame import with_reason


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    hint, done = _("The authors of the document will see it."), _("The document is open for a new revision.")
    return with_reason(request, kind, slug, services.revise, hint=hint, done=done)
