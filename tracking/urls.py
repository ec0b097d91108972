"""Addresses of the ministry's loop: browsing recommendations, their courses, and answering."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from tracking.views.institution_brief import institution_brief
from tracking.views.institution_brief_print import institution_brief_print
from tracking.views.institution_merge import institution_merge
from tracking.views.rate import rate
from tracking.views.respond import respond
from tracking.views.saved_view import saved_view
from tracking.views.saved_view_add import saved_view_add
from tracking.views.saved_view_delete import saved_view_delete
from tracking.views.saved_view_list import saved_view_list
from tracking.views.standing import standing
from tracking.views.tracked import tracked
from tracking.views.tracked_file import tracked_file
from tracking.views.tracked_list import tracked_list
from tracking.views.tracked_matrix import tracked_matrix
from tracking.views.tracked_path import tracked_path
from tracking.views.tracked_print import tracked_print

LIST = "praca/rekomendacje/"

urlpatterns = [
    path("praca/instytucje/<slug:slug>/polacz/", institution_merge, name="institution_merge"),
    path("praca/instytucje/<slug:slug>/zestawienie/", institution_brief, name="institution_brief"),
    path("praca/instytucje/<slug:slug>/zestawienie/wydruk/", institution_brief_print, name="institution_brief_print"),
    path(LIST, tracked_list, name="tracked_list"),
    path(f"{LIST}stan/", standing, name="standing"),
    path(f"{LIST}macierz/", tracked_matrix, name="tracked_matrix"),
    path(f"{LIST}sciezki/", tracked_path, name="tracked_path"),
    re_path(rf"^{LIST}plik\.(?P<ending>xlsx|csv|json)$", tracked_file, name="tracked_file"),
    path(f"{LIST}wydruk/", tracked_print, name="tracked_print"),
    path(f"{LIST}widoki/", saved_view_list, name="saved_view_list"),
    path(f"{LIST}widoki/dodaj/", saved_view_add, name="saved_view_add"),
    path(f"{LIST}widoki/<int:view_id>/", saved_view, name="saved_view"),
    path(f"{LIST}widoki/<int:view_id>/usun/", saved_view_delete, name="saved_view_delete"),
    path(f"{LIST}odpowiedz/<int:course_id>/", respond, name="respond"),
    path(f"{LIST}<slug:code>/czy-pomogla/", rate, name="rate"),
    path(f"{LIST}<slug:code>/", tracked, name="tracked"),
    # Notices and bookmarks from before an answer had a page of its own.
    path(f"{LIST}<slug:code>/odpowiedz/", RedirectView.as_view(pattern_name="tracked"), name="tracked_before"),
]
