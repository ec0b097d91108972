"""Addresses of PDFs on the workbench. The public ones belong to the catalogue."""

from django.urls import path

from publishing.views.cancel import version_pdf_cancel
from publishing.views.docx import document_docx, version_docx
from publishing.views.file import version_pdf_file
from publishing.views.page import version_pdf
from publishing.views.printout import printout
from publishing.views.printout_file import printout_file
from publishing.views.request import version_pdf_request
from publishing.views.state import version_pdf_state

#: below `praca/wydruk/`; each with a variant behind the Version's id as well
PDF = (
    ("", version_pdf, "version_pdf"),
    ("zamow/", version_pdf_request, "version_pdf_request"),
    ("anuluj/", version_pdf_cancel, "version_pdf_cancel"),
    ("stan/", version_pdf_state, "version_pdf_state"),
    ("plik/", version_pdf_file, "version_pdf_file"),
)

urlpatterns = [
    path("praca/docx/<slug:kind>/<slug:slug>/", document_docx, name="document_docx"),
    path("praca/wydruk/<uuid:version_id>/docx/", version_docx, name="version_docx"),
    path("praca/wydruki/<uuid:printout_id>/", printout, name="printout"),
    path("praca/wydruki/<uuid:printout_id>/plik/", printout_file, name="printout_file"),
    *(path(f"praca/wydruk/<uuid:version_id>/{end}", view, name=name) for end, view, name in PDF),
    *(path(f"praca/wydruk/<uuid:version_id>/wariant/<slug:variant>/{end}", view, name=name) for end, view, name in PDF),
]
