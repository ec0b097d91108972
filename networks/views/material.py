"""GET /spotkania/materialy/<id>/: a meeting's file, public or for those who take part."""

from pathlib import PurePath
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from core.names import slug
from networks.queries import materials_visible_to


@require_safe
def meeting_material(request: HttpRequest, material_id: UUID) -> HttpResponse | FileResponse:
    """The file is offered under its title, always as a download, so that no browser runs anything in it."""
    material = get_object_or_404(materials_visible_to(request.user), pk=material_id)
    if material.link:
        return redirect(material.link)
    name = f"{slug(material.title) or 'material'}{PurePath(str(material.file.name)).suffix}"
    try:
        return FileResponse(material.file.open("rb"), as_attachment=True, filename=name)
    except FileNotFoundError:
        raise Http404("the file is not in the storage") from None
