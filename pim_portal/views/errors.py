"""Error pages that Django asks for by name."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key has expired (403). A script that sent JSON is told so in JSON, and tries again with a new key."""
    if request.content_type == "application/json":
        return JsonResponse({"status": "csrf"}, status=403)
    return render(request, "403_csrf.html", status=403)
