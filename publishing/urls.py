"""Addresses of PDFs on the workbench. The public ones belong to the catalogue."""

from django.urls import path

from publishing.views.docx import document_docx, version_docx
from publishing.views.file import version_pdf_file
from publishing.views.page import version_pdf
from publishing.views.request import version_pdf_request
from publishing.views.state import version_pdf_state

urlpatterns = [
    path("praca/docx/<slug:kind>/<slug:slug>/", document_docx, name="document_docx"),
    path("praca/wydruk/<uuid:version_id>/docx/", version_docx, name="version_docx"),
    path("praca/wydruk/<uuid:version_id>/", version_pdf, name="version_pdf"),
    path("praca/wydruk/<uuid:version_id>/zamow/", version_pdf_request, name="version_pdf_request"),
    path("praca/wydruk/<uuid:version_id>/stan/", version_pdf_state, name="version_pdf_state"),
    path("praca/wydruk/<uuid:version_id>/plik/", version_pdf_file, name="version_pdf_file"),
]
