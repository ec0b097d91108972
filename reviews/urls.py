"""Addresses of the review. `slug` is the document's address."""

from django.urls import path

from reviews.views.board import board
from reviews.views.remind import document_remind, participation_remind
from reviews.views.review import review
from reviews.views.review_accept import review_accept
from reviews.views.review_panel import review_panel
from reviews.views.review_return import review_return
from reviews.views.review_submit import review_submit
from reviews.views.review_take_back import review_take_back
from reviews.views.thread_add import thread_add
from reviews.views.thread_reopen import thread_reopen
from reviews.views.thread_reply import thread_reply
from reviews.views.thread_resolve import thread_resolve

urlpatterns = [
    path("praca/tablica/", board, name="board"),
    path("praca/tablica/przypomnij/<slug:kind>/<slug:slug>/", document_remind, name="document_remind"),
    path("praca/tablica/przypomnij/miasto/<int:pk>/", participation_remind, name="participation_remind"),
    path("praca/ocena/uwagi/<uuid:thread_id>/odpowiedz/", thread_reply, name="thread_reply"),
    path("praca/ocena/uwagi/<uuid:thread_id>/zamknij/", thread_resolve, name="thread_resolve"),
    path("praca/ocena/uwagi/<uuid:thread_id>/otworz/", thread_reopen, name="thread_reopen"),
    path("praca/ocena/<slug:slug>/", review, name="review"),
    path("praca/ocena/<slug:slug>/panel/", review_panel, name="review_panel"),
    path("praca/ocena/<slug:slug>/uwaga/", thread_add, name="thread_add"),
    path("praca/ocena/<slug:slug>/zglos/", review_submit, name="review_submit"),
    path("praca/ocena/<slug:slug>/cofnij/", review_take_back, name="review_take_back"),
    path("praca/ocena/<slug:slug>/zwroc/", review_return, name="review_return"),
    path("praca/ocena/<slug:slug>/przyjmij/", review_accept, name="review_accept"),
]
