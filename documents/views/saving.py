"""What adding and editing share: where to go after a save, and how a refusal keeps what was typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.exceptions import Refusal
from documents.forms import PartForm
from documents.parts import PartKind
from documents.policies import check_editable
from documents.views.common import Opened, check_author, frame


def sent_version(request: HttpRequest) -> int:
    """The version that the sent form was based on; 0 when it is missing or no number."""
    text = request.POST.get("base_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def request_key(request: HttpRequest, name: str = "request") -> UUID | None:
    """The key that the page was made with: sending the page twice writes once. None when it is missing or no key."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def check_may_edit(request: HttpRequest, opened: Opened) -> None:
    """Raise the reason why the person may not change the document now."""
    check_author(request, opened)
    check_editable(opened.document)


def after_save(request: HttpRequest, opened: Opened, kind: PartKind, part: Any) -> HttpResponse:
    """Say that it is saved, and go where the pressed button leads: the next section, or back to the section."""
    messages.success(request, _("Saved."))
    section = opened.section_of(kind)
    if request.POST.get("next"):
        after = opened.section_after(section)
        return redirect(opened.address("section", after.slug) if after else opened.address("workbench"))
    owner = getattr(part, kind.parent, None) if kind.parent else None
    anchor = f"#wiersz-{(owner or part).pk}" if kind.many else f"#{kind.key}"
    return redirect(opened.address("section", section.slug) + anchor)


def form_page(request: HttpRequest, opened: Opened, form: PartForm, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The page of one part's form."""
    section = opened.section_of(form.kind)
    context = {
        **frame(opened, section),
        "form": form,
        "part_kind": form.kind,
        "section_url": opened.address("section", section.slug),
        "forms_have_rich_text": form.is_rich,
        **extra,
    }
    return render(request, "documents/workbench/part.html", context, status=status)


def refused(form: PartForm, refusal: Refusal) -> int:
    """Show a refusal above the form, which still holds what was typed. Returns the HTTP status."""
    form.add_error(None, str(refusal))
    return refusal.status
