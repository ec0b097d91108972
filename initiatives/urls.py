"""Addresses of MIDs on the workbench."""

from django.urls import path

from documents.urls import workbench_urls
from initiatives.views.communication_calendar import communication_calendar
from initiatives.views.initiative_create import initiative_create
from initiatives.views.initiative_reopen import initiative_reopen
from initiatives.views.stakeholder_place import stakeholder_place

urlpatterns = [
    path("praca/mid/zacznij/<int:participation_id>/", initiative_create, name="initiative_create"),
    path("praca/mid/<slug:slug>/otworz/", initiative_reopen, name="initiative_reopen"),
    path("praca/mid/<slug:slug>/komunikacja.ics", communication_calendar, name="initiative_communication_calendar"),
    path(
        "praca/mid/<slug:slug>/interesariusze/<uuid:part_id>/polozenie/",
        stakeholder_place,
        name="initiative_stakeholder_place",
    ),
    *workbench_urls("mid", "praca/mid/"),
]
