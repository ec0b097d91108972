"""The addresses of the workbench for one kind of document; the app of that kind includes them in its own."""

from django.urls import URLPattern, path

from documents.parts import document_kind
from documents.views.advance import advance
from documents.views.bin import bin
from documents.views.document_restore import moment_restore, restore_undo, version_restore
from documents.views.docx_import import docx_import, docx_import_preview
from documents.views.file import file
from documents.views.held import held_text
from documents.views.held_list import held_list
from documents.views.history import history
from documents.views.json_export import json_export, json_schema
from documents.views.overview import overview
from documents.views.part_add import part_add
from documents.views.part_copy import part_copy
from documents.views.part_delete import part_delete
from documents.views.part_edit import part_edit
from documents.views.part_history import part_history
from documents.views.part_move import part_move
from documents.views.part_restore import part_restore
from documents.views.preview import preview
from documents.views.pulse import pulse
from documents.views.save import save
from documents.views.section import section
from documents.views.state_restore import state_restore
from documents.views.table_export import table_export
from documents.views.table_import import table_import, table_import_preview
from documents.views.version import version
from documents.views.versions import versions

ROW = "<slug:part_kind>/<uuid:part_id>"
PAGES = (
    ("", overview, "workbench"),
    ("podglad/", preview, "preview"),
    ("zapis/", save, "save"),
    ("puls/", pulse, "pulse"),
    ("postep/", advance, "advance"),
    ("czekajace/", held_list, "held"),
    ("czekajace/<uuid:held_id>/", held_text, "held_text"),
    ("wersje/", versions, "versions"),
    ("wersje/<int:number>/", version, "version"),
    ("wersje/<int:number>/przywroc/", version_restore, "version_restore"),
    ("historia/", history, "history"),
    ("historia/<int:moment>/przywroc/", moment_restore, "moment_restore"),
    ("historia/cofnij/<uuid:batch>/", restore_undo, "restore_undo"),
    ("kosz/", bin, "bin"),
    ("pliki/<uuid:part_id>/", file, "file"),
    ("import/", docx_import, "docx_import"),
    ("import/<slug:digest>/", docx_import_preview, "docx_import_preview"),
    ("dokument.json", json_export, "json_export"),
    ("<slug:part_kind>/dodaj/", part_add, "part_add"),
    ("<slug:part_kind>/tabela.xlsx", table_export, "table_export"),
    ("<slug:part_kind>/import/", table_import, "table_import"),
    ("<slug:part_kind>/import/<slug:digest>/", table_import_preview, "table_import_preview"),
    (f"{ROW}/", part_edit, "part_edit"),
    (f"{ROW}/usun/", part_delete, "part_delete"),
    (f"{ROW}/przesun/", part_move, "part_move"),
    (f"{ROW}/powiel/", part_copy, "part_copy"),
    (f"{ROW}/przywroc/", part_restore, "part_restore"),
    (f"{ROW}/historia/", part_history, "part_history"),
    (f"{ROW}/historia/<int:moment>/przywroc/", state_restore, "state_restore"),
    ("<slug:section>/", section, "section"),
)


def workbench_urls(kind: str, base: str) -> list[URLPattern]:
    """All pages under `base` (such as `praca/mid/`), named `<workbench>_<page>` after the document kind."""
    prefix = document_kind(kind).workbench
    return [
        path(f"{base}<slug:slug>/{route}", view, {"kind": kind}, name=f"{prefix}_{page}")
        for route, view, page in PAGES
    ]  # fmt: skip


urlpatterns: list[URLPattern] = [
    path("schematy/<slug:kind>-<int:version>.json", json_schema, name="document_schema"),
]
