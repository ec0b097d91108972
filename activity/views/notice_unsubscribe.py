"""GET and POST /powiadomienia/koniec/<token>/: the link at the end of an e-mail, and the button of mail programs.

A GET only asks, because programs that look into e-mails follow every link. A POST ends the e-mails (RFC 8058: one
click, no sign-in, no cookie). The signed token is the proof, so there is nothing that another site could forge.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from activity.queries import user_with_token
from activity.services import stop_mails


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    person = user_with_token(token)
    if person is None:
        return render(request, "activity/notice_unsubscribe.html", {"state": "invalid"}, status=410)
    if request.method == "POST":
        stop_mails(user=person)
        return render(request, "activity/notice_unsubscribe.html", {"state": "ended", "address": _hidden(person.email)})
    return render(request, "activity/notice_unsubscribe.html", {"state": "asked", "address": _hidden(person.email)})


def _hidden(address: str) -> str:
    """Enough of an address for its owner: the link may have been passed on."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}…@{host}"
