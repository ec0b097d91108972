"""Addresses of the ministry's loop: browsing recommendations, their courses, and answering."""

from django.urls import path
from django.views.generic import RedirectView

from tracking.views.institution_merge import institution_merge
from tracking.views.rate import rate
from tracking.views.respond import respond
from tracking.views.tracked import tracked
from tracking.views.tracked_list import tracked_list

LIST = "praca/rekomendacje/"

urlpatterns = [
    path("praca/instytucje/<slug:slug>/polacz/", institution_merge, name="institution_merge"),
    path(LIST, tracked_list, name="tracked_list"),
    path(f"{LIST}odpowiedz/<int:course_id>/", respond, name="respond"),
    path(f"{LIST}<slug:code>/czy-pomogla/", rate, name="rate"),
    path(f"{LIST}<slug:code>/", tracked, name="tracked"),
    # Notices and bookmarks from before an answer had a page of its own.
    path(f"{LIST}<slug:code>/odpowiedz/", RedirectView.as_view(pattern_name="tracked"), name="tracked_before"),
]
