from django.urls import include, path

from activity.views.address_works import address_works, address_works_of_person
from activity.views.calendar_feed import calendar_feed
from activity.views.calendar_renew import calendar_renew
from activity.views.calendar_revoke import calendar_revoke
from activity.views.event_list import event_list
from activity.views.mail_state import mail_state
from activity.views.notice_list import notice_list
from activity.views.notice_mark import notice_mark
from activity.views.notice_open import notice_open
from activity.views.notice_see_all import notice_see_all
from activity.views.notice_settings import notice_settings
from activity.views.notice_unsubscribe import notice_unsubscribe

own = [
    path("", notice_settings, name="notice_settings"),
    path("adres/", address_works, name="address_works"),
    path("kalendarz/", calendar_renew, name="calendar_renew"),
    path("kalendarz/koniec/", calendar_revoke, name="calendar_revoke"),
]

urlpatterns = [
    path("praca/powiadomienia/", notice_list, name="notice_list"),
    path("praca/powiadomienia/przejrzane/", notice_see_all, name="notice_see_all"),
    path("praca/powiadomienia/zaznacz/", notice_mark, name="notice_mark"),
    path("praca/powiadomienia/<int:pk>/", notice_open, name="notice_open"),
    path("praca/dziennik/", event_list, name="event_list"),
    path("praca/osoby/<int:pk>/poczta/", mail_state, name="mail_state"),
    path("praca/osoby/<int:pk>/poczta/znowu/", address_works_of_person, name="address_works_of_person"),
    path("konto/powiadomienia/", include(own)),
    path("powiadomienia/koniec/<str:token>/", notice_unsubscribe, name="notice_unsubscribe"),
    path("kalendarz/<str:secret>.ics", calendar_feed, name="calendar_feed"),
]
