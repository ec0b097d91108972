"""Addresses of improvement plans: the workbench of plans, and institutions."""

from django.urls import path

from documents.urls import workbench_urls
from improvement_plans.views.evidence_list import evidence_list
from improvement_plans.views.evidence_meeting import evidence_meeting
from improvement_plans.views.evidence_passage import evidence_passage
from improvement_plans.views.evidence_remove import evidence_remove
from improvement_plans.views.flag_add import flag_add
from improvement_plans.views.flag_board import flag_board
from improvement_plans.views.flag_board_panel import flag_board_panel
from improvement_plans.views.flag_decline import flag_decline
from improvement_plans.views.flag_list import flag_list
from improvement_plans.views.flag_merge import flag_merge
from improvement_plans.views.flag_panel import flag_panel
from improvement_plans.views.flag_reopen import flag_reopen
from improvement_plans.views.flag_withdraw import flag_withdraw
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

FLAGS = "praca/pu/<slug:slug>/zgloszenia/"
EVIDENCE = "praca/pu/<slug:slug>/bariery/<uuid:barrier_id>/dowody/"

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
    path(f"{FLAGS}", flag_board, name="flag_board"),
    path(f"{FLAGS}panel/", flag_board_panel, name="flag_board_panel"),
    path(f"{FLAGS}polacz/", flag_merge, name="flag_merge"),
    path(f"{FLAGS}<uuid:flag_id>/odrzuc/", flag_decline, name="flag_decline"),
    path(f"{FLAGS}<uuid:flag_id>/otworz/", flag_reopen, name="flag_reopen"),
    path(f"{EVIDENCE}", evidence_list, name="evidence_list"),
    path(f"{EVIDENCE}spotkanie/", evidence_meeting, name="evidence_meeting"),
    path(f"{EVIDENCE}fragment/", evidence_passage, name="evidence_passage"),
    path(f"{EVIDENCE}<uuid:evidence_id>/usun/", evidence_remove, name="evidence_remove"),
    path("praca/mid/<slug:slug>/bariery/", flag_list, name="flag_list"),
    path("praca/mid/<slug:slug>/bariery/panel/", flag_panel, name="flag_panel"),
    path("praca/mid/<slug:slug>/bariery/dodaj/", flag_add, name="flag_add"),
    path("praca/mid/<slug:slug>/bariery/<uuid:flag_id>/wycofaj/", flag_withdraw, name="flag_withdraw"),
    *workbench_urls("pu", "praca/pu/"),
]
