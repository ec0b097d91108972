"""Addresses of improvement plans: the workbench of plans, and institutions."""

from django.urls import path

from documents.urls import workbench_urls
from improvement_plans.views.former_name_remove import former_name_remove
from improvement_plans.views.institution import institution
from improvement_plans.views.institution_add import institution_add
from improvement_plans.views.institution_change import institution_change
from improvement_plans.views.institution_list import institution_list
from improvement_plans.views.member_add import member_add
from improvement_plans.views.member_end import member_end
from improvement_plans.views.plan_board import plan_board
from improvement_plans.views.plan_codes_panel import plan_codes_panel
from improvement_plans.views.plan_create import plan_create
from improvement_plans.views.plan_reopen import plan_reopen
from improvement_plans.views.plan_revise import plan_revise

urlpatterns = [
    path("praca/instytucje/", institution_list, name="institution_list"),
    path("praca/instytucje/dodaj/", institution_add, name="institution_add"),
    path("praca/instytucje/osoby/<int:member_id>/zakoncz/", member_end, name="member_end"),
    path("praca/instytucje/nazwy/<int:name_id>/usun/", former_name_remove, name="former_name_remove"),
    path("praca/instytucje/<slug:slug>/", institution, name="institution"),
    path("praca/instytucje/<slug:slug>/zmien/", institution_change, name="institution_change"),
    path("praca/instytucje/<slug:slug>/osoby/dodaj/", member_add, name="member_add"),
    path("praca/pu/", plan_board, name="plan_board"),
    path("praca/pu/kody/<slug:slug>/", plan_codes_panel, name="plan_codes_panel"),
    path("praca/pu/<slug:slug>/zacznij/", plan_create, name="plan_create"),
    path("praca/pu/<slug:slug>/otworz/", plan_reopen, name="plan_reopen"),
    path("praca/pu/<slug:slug>/nowa-wersja/", plan_revise, name="plan_revise"),
    *workbench_urls("pu", "praca/pu/"),
]
