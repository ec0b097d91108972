"""Addresses of the programme's data and of meetings."""

from django.urls import path

from networks.views.contact_add import contact_add
from networks.views.contact_change import contact_change
from networks.views.contact_remove import contact_remove
from networks.views.edition import programme_edition
from networks.views.edition_add import edition_add
from networks.views.edition_change import edition_change
from networks.views.import_preview import import_preview
from networks.views.import_upload import import_upload
from networks.views.material import meeting_material
from networks.views.material_add import material_add
from networks.views.material_remove import material_remove
from networks.views.meeting import meeting
from networks.views.meeting_add import meeting_add
from networks.views.meeting_change import meeting_change
from networks.views.meeting_delete import meeting_delete
from networks.views.meeting_list import meeting_list
from networks.views.milestone_add import milestone_add
from networks.views.milestone_change import milestone_change
from networks.views.milestone_remove import milestone_remove
from networks.views.network import programme_network
from networks.views.network_add import network_add
from networks.views.network_change import network_change
from networks.views.participation import participation
from networks.views.participation_add import participation_add
from networks.views.participation_change import participation_change
from networks.views.programme import programme
from networks.views.seat_end import seat_end
from networks.views.seat_give import seat_give
from networks.views.seat_hand_over import seat_hand_over
from networks.views.specialist_end import specialist_end
from networks.views.specialist_give import specialist_give

urlpatterns = [
    path("praca/program/", programme, name="programme"),
    path("praca/program/edycja/dodaj/", edition_add, name="edition_add"),
    path("praca/program/miejsce/<int:seat_id>/przekaz/", seat_hand_over, name="seat_hand_over"),
    path("praca/program/miejsce/<int:seat_id>/zakoncz/", seat_end, name="seat_end"),
    path("praca/program/specjalisci/<int:specialist_id>/zakoncz/", specialist_end, name="specialist_end"),
    path("praca/program/kontakty/<int:contact_id>/", contact_change, name="contact_change"),
    path("praca/program/kontakty/<int:contact_id>/usun/", contact_remove, name="contact_remove"),
    path("praca/program/kamienie-milowe/<int:milestone_id>/", milestone_change, name="milestone_change"),
    path("praca/program/kamienie-milowe/<int:milestone_id>/usun/", milestone_remove, name="milestone_remove"),
    path("praca/program/<slug:slug>/", programme_edition, name="programme_edition"),
    path("praca/program/<slug:slug>/zmien/", edition_change, name="edition_change"),
    path("praca/program/<slug:slug>/import/", import_upload, name="import_upload"),
    path("praca/program/<slug:slug>/import/<slug:digest>/", import_preview, name="import_preview"),
    path("praca/program/<slug:slug>/miasta/dodaj/", participation_add, name="participation_add"),
    path("praca/program/<slug:slug>/miasta/<slug:city>/", participation, name="participation"),
    path("praca/program/<slug:slug>/miasta/<slug:city>/zmien/", participation_change, name="participation_change"),
    path("praca/program/<slug:slug>/miasta/<slug:city>/miejsce/<int:seat>/", seat_give, name="seat_give"),
    path("praca/program/<slug:slug>/sieci/dodaj/", network_add, name="network_add"),
    path("praca/program/<slug:slug>/sieci/<slug:network>/", programme_network, name="programme_network"),
    path("praca/program/<slug:slug>/sieci/<slug:network>/zmien/", network_change, name="network_change"),
    path("praca/program/<slug:slug>/sieci/<slug:network>/osoby/dodaj/", specialist_give, name="specialist_give"),
    path("praca/program/<slug:slug>/sieci/<slug:network>/kontakty/dodaj/", contact_add, name="contact_add"),
    path("praca/program/<slug:slug>/kamienie-milowe/dodaj/", milestone_add, name="milestone_add"),
    path("praca/program/<slug:slug>/spotkania/dodaj/", meeting_add, name="meeting_add"),
    path("praca/spotkania/", meeting_list, name="meeting_list"),
    path("praca/spotkania/<uuid:meeting_id>/", meeting, name="meeting"),
    path("praca/spotkania/<uuid:meeting_id>/zmien/", meeting_change, name="meeting_change"),
    path("praca/spotkania/<uuid:meeting_id>/usun/", meeting_delete, name="meeting_delete"),
    path("praca/spotkania/<uuid:meeting_id>/materialy/dodaj/", material_add, name="material_add"),
    path("praca/spotkania/materialy/<uuid:material_id>/usun/", material_remove, name="material_remove"),
    path("spotkania/materialy/<uuid:material_id>/", meeting_material, name="meeting_material"),
]
