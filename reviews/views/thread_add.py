"""/praca/ocena/<slug>/uwaga/?section=&kind=&row=&field=: a remark on a place of the version under review."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from documents.models import Document
from reviews.forms import RemarkForm
from reviews.models import Round
from reviews.permissions import check_can_judge
from reviews.policies import check_round_open
from reviews.queries import Place, find_place, open_round, place_label
from reviews.services import add_thread
from reviews.views.frame import frame, remark_url, visible_document


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread_add(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    check_can_judge(request.user, document)
    current = check_round_open(open_round(document))
    near = _near(request, current)
    form = RemarkForm(request.POST or None, content=current.version.content, near=near)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        thread = add_thread(by=request.user, document=document, **form.chosen(), text=text)
        messages.success(request, _("The remark has been saved."))
        return redirect(remark_url(thread))
    return _page(request, document, current, form)


def _near(request: SignedInRequest, current: Round) -> Place:
    """The place that the link named; a place that the version does not have is a page that does not exist."""
    given = {name: request.GET.get(name, "") for name in ("section", "kind", "row", "field")}
    try:
        return find_place(
            current.version.content,
            section=given["section"],
            part_kind=given["kind"],
            part_id=given["row"],
            field=given["field"],
        )
    except InvalidInput as refusal:
        raise Http404 from refusal


def _page(request: SignedInRequest, document: Document, current: Round, form: RemarkForm) -> HttpResponse:
    whole = Place(form.near.section, form.near.part_kind, form.near.part_id)
    context = {**frame(document), "form": form, "place": place_label(current.version.content, whole)}
    return render(request, "reviews/thread_add.html", context, status=422 if form.is_bound else 200)
