from django.urls import path

from activity.views.event_list import event_list
from activity.views.notice_list import notice_list
from activity.views.notice_open import notice_open
from activity.views.notice_see_all import notice_see_all

urlpatterns = [
    path("praca/powiadomienia/", notice_list, name="notice_list"),
    path("praca/powiadomienia/przejrzane/", notice_see_all, name="notice_see_all"),
    path("praca/powiadomienia/<int:pk>/", notice_open, name="notice_open"),
    path("praca/dziennik/", event_list, name="event_list"),
]
