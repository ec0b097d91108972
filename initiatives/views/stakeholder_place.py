""".../interesariusze/<uuid>/polozenie/: moves a stakeholder on the grid of influence and interest."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.exceptions import InvalidInput, Refusal
from documents.exceptions import RowGone, StaleSave
from documents.parts import document_kind
from documents.queries import workbench_address
from documents.services import save_part
from documents.views.common import find_document
from initiatives.enums import Quadrant
from initiatives.forms import PlaceForm
from initiatives.models import Stakeholder
from initiatives.permissions import check_can_edit_document


@login_required
@require_POST
def stakeholder_place(request: HttpRequest, slug: str, part_id: UUID) -> HttpResponse:
    document = find_document(request, "mid", slug)
    check_can_edit_document(request.user, document)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Choose a value from the scale."))
    kind = document_kind("mid").part_kind("stakeholder")
    try:
        placed = save_part(
            by=request.user,  # type: ignore[arg-type]
            document=document,
            kind=kind,
            part_id=part_id,
            base_version=form.cleaned_data["base_version"],
            new_values=form.values,
            request_key=form.cleaned_data["request"],
        )
    except StaleSave as clash:
        told = _("%(name)s has moved it at the same time. The grid shows that place; your own waits for you.")
        messages.warning(request, told % {"name": clash.who})
    except RowGone:
        messages.warning(request, _("Somebody has deleted this stakeholder."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _place(placed))
    section = workbench_address(document, "section", document_kind("mid").section_of(kind).slug)
    return redirect(f"{section}?{urlencode({'placed': part_id})}#placed-{part_id}")


def _place(one: Stakeholder) -> str:
    """Where it stands now, as a sentence to be spoken."""
    return _("%(name)s: influence %(influence)d, interest %(interest)d. %(quadrant)s.") % {
        "name": one.name,
        "influence": one.influence,
        "interest": one.interest,
        "quadrant": Quadrant.of(one.influence, one.interest).label,
    }
