"""GET /konto/kto/: whether somebody is signed in in this browser, asked by a page before it sends what was typed.

After signing in again the forms of a page that stayed open need the new token.
"""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@never_cache
@require_GET
def signed_in(request: HttpRequest) -> JsonResponse:
    user = str(request.user.pk) if request.user.is_authenticated else ""
    return JsonResponse({"user": user, "csrf": get_token(request) if user else ""})
