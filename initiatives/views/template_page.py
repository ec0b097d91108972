"""What the pages of an edition's MID template begin with."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.views.request import SignedInRequest
from documents.queries import EffectiveSection
from initiatives.queries.templates import EditionTemplate, template_of
from networks.models import Edition
from networks.permissions import check_can_manage_programme
from networks.queries import editions_managed_by


def managed_edition(request: SignedInRequest, slug: str) -> Edition:
    """The edition, for a coordinator. NotAllowed for everybody else."""
    check_can_manage_programme(request.user)
    return get_object_or_404(editions_managed_by(request.user), slug=slug)


def managed_template(request: SignedInRequest, slug: str) -> EditionTemplate:
    return template_of(managed_edition(request, slug))


def section_of(template: EditionTemplate, slug: str) -> EffectiveSection:
    """The section at an address, also one that is left out, or 404."""
    found = template.section(slug)
    if found is None:
        raise Http404(f"no section {slug}")
    return found


def template_frame(template: EditionTemplate) -> dict[str, Any]:
    """Context of templates/initiatives/template/base.html."""
    return {
        "edition": template.edition,
        "template": template,
        "template_url": reverse("mid_template", args=[template.edition.slug]),
        "edition_url": reverse("programme_edition", args=[template.edition.slug]),
    }


def neighbours(template: EditionTemplate, section: EffectiveSection, page: str) -> dict[str, Any]:
    """The sections before and after, as templates/documents/workbench/neighbours.html takes them."""
    sections = template.sections
    place = [one.key for one in sections].index(section.key)
    found = {"before": sections[place - 1] if place else None, "after": next(iter(sections[place + 1 :]), None)}
    slug = template.edition.slug
    return {
        name: one and {"title": one.title, "url": reverse(page, args=[slug, one.slug])} for name, one in found.items()
    }


def ask(request: SignedInRequest, template: EditionTemplate, *, title: str, text: str, submit: str) -> HttpResponse:
    """A page that asks before something is done."""
    context = {**template_frame(template), "title": title, "text": text, "submit": submit}
    return render(request, "initiatives/template/ask.html", context)


def done(request: SignedInRequest, template: EditionTemplate, said: str) -> HttpResponse:
    """Back to the page of the template, with a sentence."""
    messages.success(request, said)
    return redirect("mid_template", template.edition.slug)
