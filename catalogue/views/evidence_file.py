"""A file that shows what an institution said of a public recommendation. Sent as a download, whatever its type."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from improvement_plans.queries import public_evidence


@require_safe
def evidence_file(request: HttpRequest, evidence_id: int) -> FileResponse:
    evidence = get_object_or_404(public_evidence().exclude(file=""), pk=evidence_id)
    try:
        name = str(evidence.file).rsplit("/", 1)[-1]
        return FileResponse(evidence.file.open("rb"), as_attachment=True, filename=name)
    except FileNotFoundError:
        raise Http404("the file is not in the storage") from None
