"""Error pages that Django asks for by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key has expired (403)."""
    return render(request, "403_csrf.html", status=403)
