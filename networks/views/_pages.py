"""What the pages with one form, and those that ask before they delete, have in common."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, WrongState
from core.text import is_polish
from networks.models import Edition, ThematicNetwork

#: label and address; the page itself has no address
Crumb = tuple[str, str]


def posted(request: HttpRequest) -> dict[str, Any]:
    """Arguments of a form: what was sent, or nothing."""
    if request.method != "POST":
        return {"data": None}
    return {"data": request.POST, "files": request.FILES}


def save_form(
    request: HttpRequest, form: BaseForm, save: Callable[[], Any], *, to: Callable[[Any], str], said: str
) -> HttpResponse | None:
    """Call the service when the form is valid. Returns the redirect, or None when the form must be shown again.

    What the form found free may be taken a moment later by somebody else: then the database refuses.
    """
    if not form.is_valid():
        return None
    try:
        saved = save()
    except (InvalidInput, WrongState) as refusal:
        form.add_error(None, str(refusal))
        return None
    except IntegrityError:
        form.add_error(None, _("Somebody else has just saved something that does not go with this. Look at it again."))
        return None
    messages.success(request, said)
    return redirect(to(saved))


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    crumbs: Sequence[Crumb],
    intro: str = "",
    submit: str = "",
) -> HttpResponse:
    """A page with one form; 422 when it has errors. The last crumb is where “cancel” leads."""
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "intro": intro,
        "submit": submit or _("Save"),
        "cancel_url": crumbs[-1][1],
    }
    return render(request, "networks/form.html", context, status=422 if form.errors else 200)


def confirm_page(request: HttpRequest, *, title: str, text: str, crumbs: Sequence[Crumb], submit: str) -> HttpResponse:
    """A page that asks before something ends or is deleted."""
    context = {"title": title, "text": text, "crumbs": crumbs, "submit": submit, "cancel_url": crumbs[-1][1]}
    return render(request, "networks/confirm.html", context)


def name_of(thing: Edition | ThematicNetwork) -> str:
    """The name in the language of the page."""
    return thing.name if is_polish() else thing.name_en or thing.name


def edition_crumbs(edition: Edition) -> list[Crumb]:
    return [
        (_("Programme"), reverse("programme")),
        (name_of(edition), reverse("programme_edition", args=[edition.slug])),
    ]
