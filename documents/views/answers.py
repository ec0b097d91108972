"""What the machine-readable addresses of the workbench share: JSON answers, also for every refusal."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.exceptions import NotAllowed, Refusal, TooMany
from core.limits import check_limit

#: one person's requests to one document within `SECONDS`; far more than typing makes, also of a long offline queue
SAVES, PULSES, SECONDS = 150, 60, 10


class Malformed(Exception):
    """The request is not what the address takes; the text says why, for whoever wrote the client."""


class TooLarge(Exception):
    """The body is larger than the address takes."""


def answer(request: HttpRequest, status: str, code: int = 200, **facts: Any) -> JsonResponse:
    """A JSON answer that nothing keeps. `user` lets the client see that somebody else signed in meanwhile."""
    made = JsonResponse({"status": status, "user": request.user.pk, **facts}, status=code)
    made["Cache-Control"] = "no-store"
    return made


def json_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Every answer of the view is JSON: also for people who are signed out, and for what it raises."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return answer(request, "signed_out", 401, url=reverse("account_login"))
        try:
            return view(request, *args, **kwargs)
        except Malformed as error:
            return answer(request, "malformed", 400, message=str(error))
        except TooLarge:
            return answer(request, "too_large", 413, message=_("This is too much at once. Save it in smaller pieces."))
        except Http404:
            return answer(request, "missing", 404, message=_("This is not in the document any more."))
        except NotAllowed as refusal:
            return answer(request, "forbidden", 403, message=str(refusal))
        except TooMany as refusal:
            made = answer(request, "too_many", 429, message=str(refusal), seconds=SECONDS)
            made["Retry-After"] = str(SECONDS)
            return made
        except Refusal as refusal:
            return answer(request, "invalid", 422, errors={}, form=[str(refusal)], saved=[])

    return wrapped


def check_rate(request: HttpRequest, name: str, document_id: object, amount: int) -> None:
    """Count one request. Raises TooMany; nothing was saved then, and the client sends the same once more later."""
    check_limit(name, f"{request.user.pk} {document_id}", amount=amount, seconds=SECONDS)
