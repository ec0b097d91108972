"""POST /praca/powiadomienia/zaznacz/: my chosen notices are seen, or not seen again; back to where I was."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from activity.services import mark

#: what of the list's address comes back
KEPT = ("filter", "document", "page")


@require_POST
@login_required
def notice_mark(request: SignedInRequest) -> HttpResponse:
    """Buttons "see" and "unsee": with the ids of a line (parted by commas), or empty for all that is chosen."""
    seen = "unsee" not in request.POST
    ids = request.POST.get("see" if seen else "unsee", "").split(",")
    chosen = request.POST.getlist("notice") if ids == [""] else ids
    numbers = [number for text in chosen for number in text.split(",")]
    mark(by=request.user, notices=[int(one) for one in numbers if _is_id(one)], seen=seen)
    query = urlencode({name: request.POST[name] for name in KEPT if request.POST.get(name)})
    return redirect(reverse("notice_list") + (f"?{query}" if query else ""))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
