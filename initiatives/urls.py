"""Addresses of MIDs on the workbench."""

from django.urls import path

from documents.urls import workbench_urls
from initiatives.views.actions import actions
from initiatives.views.communication_calendar import communication_calendar
from initiatives.views.initiative_create import initiative_create
from initiatives.views.initiative_reopen import initiative_reopen
from initiatives.views.organisation_add import organisation_add
from initiatives.views.organisation_change import organisation_change
from initiatives.views.organisation_list import organisation_list
from initiatives.views.organisation_merge import organisation_merge
from initiatives.views.organisation_separate import organisation_separate
from initiatives.views.schedule import schedule
from initiatives.views.schedule_csv import schedule_csv
from initiatives.views.schedule_months import schedule_months
from initiatives.views.schedule_step import schedule_step
from initiatives.views.schedule_svg import schedule_svg
from initiatives.views.stakeholder_place import stakeholder_place
from initiatives.views.start_from import start_from, start_from_plan
from initiatives.views.template_begin import mid_template_begin
from initiatives.views.template_copy import mid_template_copy
from initiatives.views.template_discard import mid_template_discard
from initiatives.views.template_freeze import mid_template_freeze
from initiatives.views.template_move import mid_template_move
from initiatives.views.template_overview import mid_template
from initiatives.views.template_preview import mid_template_preview
from initiatives.views.template_section import mid_template_section
from initiatives.views.template_use import mid_template_use

SCHEDULE = "praca/mid/<slug:slug>/harmonogram"
TEMPLATE = "praca/program/<slug:slug>/szablon/"

urlpatterns = [
    path("praca/mid/zacznij/<int:participation_id>/", initiative_create, name="initiative_create"),
    path("praca/mid/<slug:slug>/otworz/", initiative_reopen, name="initiative_reopen"),
    path("praca/mid/<slug:slug>/komunikacja.ics", communication_calendar, name="initiative_communication_calendar"),
    path(
        "praca/mid/<slug:slug>/interesariusze/<uuid:part_id>/polozenie/",
        stakeholder_place,
        name="initiative_stakeholder_place",
    ),
    path("praca/mid/<slug:slug>/zacznij-od/", start_from, name="initiative_start_from"),
    path("praca/mid/<slug:slug>/zacznij-od/<slug:source_slug>/", start_from_plan, name="initiative_start_from_plan"),
    path(TEMPLATE, mid_template, name="mid_template"),
    path(f"{TEMPLATE}zmien/", mid_template_begin, name="mid_template_begin"),
    path(f"{TEMPLATE}wprowadz/", mid_template_use, name="mid_template_use"),
    path(f"{TEMPLATE}odrzuc/", mid_template_discard, name="mid_template_discard"),
    path(f"{TEMPLATE}zamknij/", mid_template_freeze, name="mid_template_freeze"),
    path(f"{TEMPLATE}kopiuj/", mid_template_copy, name="mid_template_copy"),
    path(f"{TEMPLATE}<slug:section>/", mid_template_section, name="mid_template_section"),
    path(f"{TEMPLATE}<slug:section>/podglad/", mid_template_preview, name="mid_template_preview"),
    path(f"{TEMPLATE}<slug:section>/przesun/", mid_template_move, name="mid_template_move"),
    path("praca/organizacje/", organisation_list, name="organisation_list"),
    path("praca/organizacje/dodaj/", organisation_add, name="organisation_add"),
    path("praca/organizacje/<int:pk>/", organisation_change, name="organisation_change"),
    path("praca/organizacje/<int:pk>/polacz/", organisation_merge, name="organisation_merge"),
    path("praca/organizacje/<int:pk>/rozdziel/", organisation_separate, name="organisation_separate"),
    path("praca/mid/<slug:slug>/dzialania/", actions, name="initiative_actions"),
    path(f"{SCHEDULE}/", schedule, name="initiative_schedule"),
    path(f"{SCHEDULE}.svg", schedule_svg, name="initiative_schedule_svg"),
    path(f"{SCHEDULE}.csv", schedule_csv, name="initiative_schedule_csv"),
    path(f"{SCHEDULE}/<uuid:part_id>/krok/", schedule_step, name="initiative_schedule_step"),
    path(f"{SCHEDULE}/<uuid:part_id>/miesiace/", schedule_months, name="initiative_schedule_months"),
    *workbench_urls("mid", "praca/mid/"),
]
