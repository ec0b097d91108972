"""The addresses that the frame of a page names, so that the look is tested without the other apps."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

NAMES = {
    "home": "",
    "city_list": "miasta/",
    "network_list": "sieci/",
    "initiative_list": "mid/",
    "plan_list": "plany-ulepszen/",
    "recommendation_list": "rekomendacje/",
    "practice_list": "dobre-praktyki/",
    "search": "szukaj/",
    "desk": "praca/",
    "notice_list": "powiadomienia/",
    "profile": "konto/",
    "account_login": "konto/login/",
    "account_logout": "konto/logout/",
    "accessibility": "deklaracja-dostepnosci/",
    "privacy": "prywatnosc/",
    "sitemap_page": "mapa-strony/",
    "contact": "kontakt/",
}


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("kolory.css", empty, name="theme_css"),
    *i18n_patterns(
        *[path(address, empty, name=name) for name, address in NAMES.items()], prefix_default_language=False
    ),
]
