"""Addresses of the review. `slug` is the document's address."""

from django.urls import path

from reviews.views.answer import answer
from reviews.views.answers import answers
from reviews.views.answers_xlsx import answers_xlsx
from reviews.views.board import board
from reviews.views.changes import review_changes
from reviews.views.comment_change import comment_change
from reviews.views.comment_delete import comment_delete
from reviews.views.criterion_add import criterion_add
from reviews.views.criterion_change import criterion_change
from reviews.views.criterion_delete import criterion_delete
from reviews.views.criterion_move import criterion_move
from reviews.views.remind import document_remind, participation_remind
from reviews.views.review import review
from reviews.views.review_accept import review_accept
from reviews.views.review_docx import review_docx
from reviews.views.review_docx_import import review_docx_import, review_docx_import_preview
from reviews.views.review_extend import review_extend
from reviews.views.review_history import review_history
from reviews.views.review_opinion import review_opinion
from reviews.views.review_panel import review_panel
from reviews.views.review_reopen import review_reopen
from reviews.views.review_return import review_return
from reviews.views.review_rules import review_rules
from reviews.views.review_start import review_start
from reviews.views.review_submit import review_submit
from reviews.views.review_take_back import review_take_back
from reviews.views.reviewer_lead import reviewer_lead
from reviews.views.reviewer_remove import reviewer_remove
from reviews.views.reviewers import reviewers
from reviews.views.suggestion import suggestion
from reviews.views.suggestion_add import suggestion_add
from reviews.views.suggestion_withdraw import suggestion_withdraw
from reviews.views.thread import thread, thread_number
from reviews.views.thread_add import thread_add
from reviews.views.thread_assign import thread_assign
from reviews.views.thread_reopen import thread_reopen
from reviews.views.thread_reply import thread_reply
from reviews.views.thread_resolve import thread_resolve
from reviews.views.thread_seen import thread_seen

urlpatterns = [
    path("praca/tablica/", board, name="board"),
    path("praca/tablica/przypomnij/miasto/<int:pk>/", participation_remind, name="participation_remind"),
    path("praca/tablica/przypomnij/<slug:kind>/<slug:slug>/", document_remind, name="document_remind"),
    path("praca/ocena/uwagi/<uuid:thread_id>/", thread, name="thread"),
    path("praca/ocena/uwagi/<uuid:thread_id>/komu/", thread_assign, name="thread_assign"),
    path("praca/ocena/komentarze/<uuid:comment_id>/zmien/", comment_change, name="comment_change"),
    path("praca/ocena/komentarze/<uuid:comment_id>/usun/", comment_delete, name="comment_delete"),
    path("praca/ocena/<slug:slug>/uwagi/<int:number>/", thread_number, name="thread_number"),
    path("praca/ocena/<slug:slug>/widziane/", thread_seen, name="thread_seen"),
    path("praca/ocena/uwagi/<uuid:thread_id>/odpowiedz/", thread_reply, name="thread_reply"),
    path("praca/ocena/uwagi/<uuid:thread_id>/zamknij/", thread_resolve, name="thread_resolve"),
    path("praca/ocena/uwagi/<uuid:thread_id>/otworz/", thread_reopen, name="thread_reopen"),
    path("praca/ocena/<slug:slug>/", review, name="review"),
    path("praca/ocena/<slug:slug>/zmiany/", review_changes, name="review_changes"),
    path("praca/ocena/<slug:slug>/panel/", review_panel, name="review_panel"),
    path("praca/ocena/<slug:slug>/uwaga/", thread_add, name="thread_add"),
    path("praca/ocena/<slug:slug>/word/", review_docx, name="review_docx"),
    path("praca/ocena/<slug:slug>/word/wczytaj/", review_docx_import, name="review_docx_import"),
    path(
        "praca/ocena/<slug:slug>/word/wczytaj/<str:digest>/",
        review_docx_import_preview,
        name="review_docx_import_preview",
    ),
    path("praca/ocena/<slug:slug>/zglos/", review_submit, name="review_submit"),
    path("praca/ocena/<slug:slug>/cofnij/", review_take_back, name="review_take_back"),
    path("praca/ocena/<slug:slug>/zwroc/", review_return, name="review_return"),
    path("praca/ocena/<slug:slug>/przyjmij/", review_accept, name="review_accept"),
    path("praca/program/<slug:slug>/ocena/", review_rules, name="review_rules"),
    path("praca/program/<slug:slug>/ocena/<slug:applies_to>/dodaj/", criterion_add, name="criterion_add"),
    path("praca/program/<slug:slug>/ocena/kryteria/<uuid:criterion_id>/", criterion_change, name="criterion_change"),
    path(
        "praca/program/<slug:slug>/ocena/kryteria/<uuid:criterion_id>/usun/",
        criterion_delete,
        name="criterion_delete",
    ),
    path(
        "praca/program/<slug:slug>/ocena/kryteria/<uuid:criterion_id>/przesun/",
        criterion_move,
        name="criterion_move",
    ),
    path("praca/ocena/<slug:slug>/rozpocznij/", review_start, name="review_start"),
    path("praca/ocena/<slug:slug>/opinia/", review_opinion, name="review_opinion"),
    path("praca/ocena/<slug:slug>/termin/", review_extend, name="review_extend"),
    path("praca/ocena/<slug:slug>/wznow/", review_reopen, name="review_reopen"),
    path("praca/ocena/<slug:slug>/rundy/", review_history, name="review_history"),
    path("praca/ocena/<slug:slug>/oceniajacy/", reviewers, name="reviewers"),
    path("praca/ocena/<slug:slug>/oceniajacy/<uuid:reviewer_id>/usun/", reviewer_remove, name="reviewer_remove"),
    path("praca/ocena/<slug:slug>/oceniajacy/<uuid:reviewer_id>/prowadzi/", reviewer_lead, name="reviewer_lead"),
    path("praca/ocena/<slug:slug>/propozycja/", suggestion_add, name="suggestion_add"),
    path("praca/ocena/propozycje/<uuid:suggestion_id>/", suggestion, name="suggestion"),
    path("praca/ocena/propozycje/<uuid:suggestion_id>/wycofaj/", suggestion_withdraw, name="suggestion_withdraw"),
    path("praca/ocena/<slug:slug>/odpowiedzi/", answers, name="answers"),
    path("praca/ocena/<slug:slug>/odpowiedzi.xlsx", answers_xlsx, name="answers_xlsx"),
    path("praca/ocena/uwagi/<uuid:thread_id>/odpowiedz-autorow/", answer, name="answer"),
]
