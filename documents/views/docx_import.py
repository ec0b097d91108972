"""…/import/: a whole document is sent here as DOCX; …/import/<digest>/ shows where each of its chapters goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.exceptions import InvalidInput, Refusal
from core.kept import forget, keep, kept
from core.limits import check_limit
from documents.exchange.docx import MAX_BYTES, read_docx
from documents.forms.chapters import ChaptersForm, DocumentForm
from documents.services.importing import import_words
from documents.views.common import Opened, check_author, frame, open_document
from documents.views.saving import check_may_edit


@login_required
@require_http_methods(["GET", "POST"])
def docx_import(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    opened = _open(request, kind, slug)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if request.method == "POST" and form.is_valid():
        check_limit("import", request.user.pk, amount=60, seconds=3600)
        file = form.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise InvalidInput(_("The file is too large. A document may have at most 20 MB."))
            content = file.read()
            read_docx(content)
        except InvalidInput as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(opened.address("docx_import_preview", keep(request.user, content)))
    context = {**frame(opened), "form": form}
    return render(request, "documents/workbench/docx_import.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def docx_import_preview(request: HttpRequest, kind: str, slug: str, digest: str) -> HttpResponse:
    """Chapters are added after what the fields hold; nothing that is written is replaced."""
    opened = _open(request, kind, slug)
    content = kept(request.user, digest)
    if content is None:
        messages.warning(request, _("The document is no longer here. Send it again."))
        return redirect(opened.address("docx_import"))
    read = read_docx(content)
    form = ChaptersForm(request.POST if request.method == "POST" else None, document=opened.document, read=read)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                import_words(by=request.user, document=opened.document, new_values=form.new_values)  # type: ignore[arg-type]
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                forget(request.user, digest)
                messages.success(request, _("The chapters are in the document. Read them through and put them right."))
                return redirect(opened.address("workbench"))
    context = {**frame(opened), "form": form, "pictures": read.pictures}
    return render(request, "documents/workbench/docx_preview.html", context, status=status)


def _open(request: HttpRequest, kind: str, slug: str) -> Opened:
    opened = open_document(request, kind, slug)
    check_author(request, opened)
    check_may_edit(request, opened)
    return opened
