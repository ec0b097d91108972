"""/praca/ocena/<slug>/propozycja/?kind=&row=&field=: wording for a field of the version under review.

Without a field it asks which field of the row.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, TooMany
from documents.enums import FieldKind
from documents.exceptions import InvalidFields
from documents.forms import PartForm
from documents.models import Document
from documents.parts import PartKind, document_kind
from documents.queries import section_with
from reviews.enums import RemarkKind
from reviews.forms import AboutForm, wording_form
from reviews.models import Round
from reviews.permissions import check_can_judge
from reviews.policies import check_round_open
from reviews.queries import Place, open_round, place_label
from reviews.rendering import words
from reviews.services import suggest
from reviews.views.frame import frame, remark_url, visible_document
from reviews.views.talk import check_pace


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def suggestion_add(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    check_can_judge(request.user, document)
    current = check_round_open(open_round(document))
    kind, row = _row(request, current, document)
    field = request.GET.get("field", "")
    if not field:
        return _choose(request, document, current, kind, row)
    if field not in {bound.name for bound in kind.bound if bound.kind != FieldKind.FILE}:
        raise Http404("no such field")
    data = request.POST if request.method == "POST" else None
    form, about = wording_form(document, kind, row, field, data), AboutForm(data)
    # Both are judged, so that all that is wrong is said at once.
    if data is not None and all([form.is_valid(), about.is_valid()]) and field in form.values:
        made = _suggest(request, document, kind, row["id"], field, form, about)
        if made is not None:
            return made
    return _page(request, document, current, kind, row, field, form, about)


def _row(request: SignedInRequest, current: Round, document: Document) -> tuple[PartKind, dict[str, Any]]:
    """The row of the version that the address names, or 404."""
    kind = document_kind(document.kind).part_kinds.get(request.GET.get("kind", ""))
    rows = current.version.content["parts"].get(kind.key, []) if kind else []
    # A part of which a document has one needs no id.
    wanted = request.GET.get("row") or (rows[0]["id"] if rows and kind and not kind.many else "")
    row = next((one for one in rows if one["id"] == wanted), None)
    if kind is None or row is None or section_with(current.version.content, kind) is None:
        raise Http404("the version under review has no such row")
    return kind, row


def _suggest(
    request: SignedInRequest,
    document: Document,
    kind: PartKind,
    row_id: str,
    field: str,
    form: PartForm,
    about: AboutForm,
) -> HttpResponse | None:
    """Save it and go to it; None when it was refused, and the form says why."""
    try:
        check_pace(request)
        suggestion = suggest(
            by=request.user,
            document=document,
            part_kind=kind.key,
            part_id=row_id,
            field=field,
            proposed=form.values[field],
            text=about.cleaned_data["text"],
            kind=RemarkKind(about.cleaned_data["kind"]),
        )
    except InvalidFields as refusal:
        for sentences in refusal.errors.values():
            form.add_error(field, sentences)
        return None
    except (InvalidInput, TooMany) as refusal:
        form.add_error(field, str(refusal))
        return None
    messages.success(request, _("The suggestion has been saved. The authors will see the difference."))
    return redirect(remark_url(suggestion.thread))


def _page(
    request: SignedInRequest,
    document: Document,
    current: Round,
    kind: PartKind,
    row: dict[str, Any],
    field: str,
    form: PartForm,
    about: AboutForm,
) -> HttpResponse:
    bound = kind.field(field)
    context = {
        **frame(document),
        "place": _label(current, kind, row["id"], field),
        "field": form[field] if field in form.fields else None,
        "now": words(bound, row["values"].get(field), {}) if bound.kind in (FieldKind.RICH, FieldKind.TEXT) else "",
        "forms": [form, about],
        "about": about,
        "form_errors": form.non_field_errors(),
        "has_organisations": form.has_organisations,
        "forms_have_rich_text": bound.kind == FieldKind.RICH,
    }
    return render(request, "reviews/suggestion_add.html", context, status=422 if form.is_bound else 200)


def _choose(
    request: SignedInRequest, document: Document, current: Round, kind: PartKind, row: dict[str, Any]
) -> HttpResponse:
    """Which field of the row: with what each of them says."""
    address = reverse("suggestion_add", args=[document.slug])
    fields = [
        {
            "label": capfirst(bound.label),
            "url": f"{address}?{urlencode({'kind': kind.key, 'row': row['id'], 'field': bound.name})}",
            "text": words(bound, row["values"].get(bound.name), {})[:200],
        }
        for bound in kind.bound
        if bound.kind != FieldKind.FILE
    ]
    context = {**frame(document), "place": _label(current, kind, row["id"]), "fields": fields}
    return render(request, "reviews/suggestion_field.html", context)


def _label(current: Round, kind: PartKind, row_id: str, field: str = "") -> str:
    section = section_with(current.version.content, kind)
    return place_label(current.version.content, Place(section.key if section else "", kind.key, row_id, field))
