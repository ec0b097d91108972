"""Addresses of MIDs on the workbench."""

from django.urls import path

from documents.urls import workbench_urls
from initiatives.views.initiative_create import initiative_create
from initiatives.views.initiative_reopen import initiative_reopen

urlpatterns = [
    path("praca/mid/zacznij/<int:participation_id>/", initiative_create, name="initiative_create"),
    path("praca/mid/<slug:slug>/otworz/", initiative_reopen, name="initiative_reopen"),
    *workbench_urls("mid", "praca/mid/"),
]
