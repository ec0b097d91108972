"""The answer at the address of what was withdrawn: 410, the reason, and nothing of the text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.models import Publication


def withdrawn_page(request: HttpRequest, publication: Publication) -> HttpResponse:
    context = {"at": publication.withdrawn_at, "reason": publication.withdrawn_reason, "kind": publication.kind}
    return render(request, "catalogue/withdrawn.html", context, status=410)
