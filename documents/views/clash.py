"""What a page answers to a save: where to go on, both texts side by side (409), or a row that is gone (409)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from documents.enums import HeldReason
from documents.forms import PartForm
from documents.parts import PartKind
from documents.services import Saved
from documents.views.common import Opened, frame
from documents.views.held import find_waiting, held_page
from documents.views.saving import after_save, form_page, refused


def after_saving(request: HttpRequest, opened: Opened, form: PartForm, saved: Saved, **context: Any) -> HttpResponse:
    """The answer to a save from a form; `context` is what its page needs beside the form."""
    if saved.errors:
        for name, sentences in saved.errors.items():
            form.add_error(name if name in form.fields else None, sentences)
        return form_page(request, opened, form, status=422, **context)
    if saved.held and next(iter(saved.held.values())).reason != HeldReason.CLOSED:
        return _waiting_page(request, opened, saved)
    if saved.refusal is not None:
        return form_page(request, opened, form, status=refused(form, saved.refusal), **context)
    if saved.merged:
        fields = ", ".join(f"“{capfirst(form.kind.field(name).label)}”" for name in saved.merged)
        sentence = _(
            "%(name)s changed this too: %(fields)s. What you both wrote has been put together. Please check it."
        )
        messages.info(request, sentence % {"name": saved.who, "fields": fields})
    return after_save(request, opened, form.kind, saved.part)


def gone_page(request: HttpRequest, opened: Opened, kind: PartKind, part: Any) -> HttpResponse:
    """The row is deleted, and nothing of this person waits."""
    section = opened.kind.section_of(kind)
    context = {
        **frame(opened, section),
        "part_kind": kind,
        "part": part,
        "restore_url": opened.address("part_restore", kind.key, part.pk),
        "section_url": opened.address("section", section.slug),
    }
    return render(request, "documents/workbench/gone.html", context, status=409)


def _waiting_page(request: HttpRequest, opened: Opened, saved: Saved) -> HttpResponse:
    """The first of the texts that could not be saved; the others follow one after the other."""
    first = next(iter(saved.held.values()))
    document = opened.document
    if saved.written and len(saved.held) > 1:
        messages.info(request, _("Your other changes have been saved."))
    return held_page(request, find_waiting(request, document.kind, document.slug, first.pk), status=409)
