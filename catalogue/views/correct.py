"""Open a published document for a correction."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.views.publishing_frame import with_reason


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    hint = _("The authors will see it. The published version stays in public until the corrected one is published.")
    done = _("The document is open for a correction.")
    return with_reason(request, kind, slug, services.correct, hint=hint, done=done)
