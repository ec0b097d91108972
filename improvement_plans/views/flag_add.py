"""/praca/mid/<slug>/bariery/dodaj/?section=&kind=&row=&field=: report a barrier beyond the city's power."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, Refusal
from core.limits import check_limit
from documents.queries import snapshot
from documents.queries.places import Place, find_place
from improvement_plans.forms import FlagForm
from improvement_plans.permissions import check_can_flag
from improvement_plans.services import flag_barrier
from initiatives.queries import documents_visible_to

#: what a link may say of the passage; a form sends more
LONGEST_LINK = 2000
#: reports that a person sends in an hour: others are told of each
MOST_IN_AN_HOUR = 100


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def flag_add(request: SignedInRequest, slug: str) -> HttpResponse:
    document = get_object_or_404(documents_visible_to(request.user), slug=slug)
    check_can_flag(request.user, document)
    content = snapshot(document)
    near = _near(request, content)
    quote = request.GET.get("quote", "")[:LONGEST_LINK]
    form = FlagForm(request.POST or None, content=content, near=near, initial={"quote": quote})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            check_limit("barrier-flag", request.user.pk, amount=MOST_IN_AN_HOUR, seconds=3600)
            try:
                flag_barrier(by=request.user, document=document, note=form.cleaned_data["note"], **form.passage())
            except Refusal as refusal:
                # What was typed comes back with the reason.
                is_of_words = isinstance(refusal, InvalidInput) and form.cleaned_data["quote"]
                form.add_error("quote" if is_of_words else None, str(refusal))
                status = refusal.status
            else:
                messages.success(request, _("The barrier has been reported. You will be told where it goes."))
                return redirect("flag_list", slug)
    network = document.initiative.participation.network
    context = {"document": document, "network": network, "form": form}
    return render(request, "improvement_plans/flag_add.html", context, status=status)


def _near(request: SignedInRequest, content: dict[str, Any]) -> Place:
    """The place that the link named, 404 when the plan has none such. What was typed about a row that somebody deleted
    meanwhile comes back, about the whole plan.
    """
    given = {name: request.GET.get(name, "") for name in ("section", "kind", "row", "field")}
    where = {"part_kind": given["kind"], "part_id": given["row"], "field": given["field"]}
    try:
        return find_place(content, section=given["section"], **where)
    except InvalidInput as refusal:
        if request.method == "POST":
            return Place()
        raise Http404 from refusal
