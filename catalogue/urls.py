"""Addresses of the public catalogue, and of publishing."""

from django.urls import path

from catalogue.views.accessibility import accessibility
from catalogue.views.action_list import action_list
from catalogue.views.annex import annex
from catalogue.views.city import city
from catalogue.views.city_list import city_list
from catalogue.views.communication_calendar import communication_calendar
from catalogue.views.contact import contact
from catalogue.views.edition import edition
from catalogue.views.home import home
from catalogue.views.initiative_list import initiative_list
from catalogue.views.network import network
from catalogue.views.network_list import network_list
from catalogue.views.pdf import pdf
from catalogue.views.pdf_status import pdf_status
from catalogue.views.plan_list import plan_list
from catalogue.views.practice import practice
from catalogue.views.practice_list import practice_list
from catalogue.views.privacy import privacy
from catalogue.views.publication import publication
from catalogue.views.publish import publish
from catalogue.views.publishing import publishing
from catalogue.views.recommendation import recommendation
from catalogue.views.recommendation_list import recommendation_list
from catalogue.views.restore import restore
from catalogue.views.revise import revise
from catalogue.views.robots import robots
from catalogue.views.search import search
from catalogue.views.sitemap import sitemap
from catalogue.views.sitemap_page import sitemap_page
from catalogue.views.withdraw import withdraw

MID, PU = {"kind": "mid"}, {"kind": "pu"}

urlpatterns = [
    path("", home, name="home"),
    path("miasta/", city_list, name="city_list"),
    path("miasta/<slug:slug>/", city, name="city"),
    path("sieci/", network_list, name="network_list"),
    path("sieci/<slug:slug>/", network, name="network"),
    path("edycje/<slug:slug>/", edition, name="edition"),
    path("mid/", initiative_list, name="initiative_list"),
    path("mid/<slug:slug>/", publication, MID, name="initiative"),
    path("mid/<slug:slug>.pdf", pdf, MID, name="initiative_pdf"),
    path("mid/<slug:slug>/pdf/", pdf_status, MID, name="initiative_pdf_status"),
    path("mid/<slug:slug>/zalaczniki/<uuid:row>/", annex, name="initiative_annex"),
    path("mid/<slug:slug>/komunikacja.ics", communication_calendar, name="initiative_calendar"),
    path("dzialania/", action_list, name="action_list"),
    path("plany-ulepszen/", plan_list, name="plan_list"),
    path("plany-ulepszen/<slug:slug>/", publication, PU, name="plan"),
    path("plany-ulepszen/<slug:slug>.pdf", pdf, PU, name="plan_pdf"),
    path("plany-ulepszen/<slug:slug>/pdf/", pdf_status, PU, name="plan_pdf_status"),
    path("rekomendacje/", recommendation_list, name="recommendation_list"),
    path("rekomendacje/<slug:code>/", recommendation, name="recommendation"),
    path("dobre-praktyki/", practice_list, name="practice_list"),
    path("dobre-praktyki/<slug:code>/", practice, name="practice"),
    path("szukaj/", search, name="search"),
    path("deklaracja-dostepnosci/", accessibility, name="accessibility"),
    path("prywatnosc/", privacy, name="privacy"),
    path("mapa-strony/", sitemap_page, name="sitemap_page"),
    path("kontakt/", contact, name="contact"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/", publishing, name="publication"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/opublikuj/", publish, name="publication_publish"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/wycofaj/", withdraw, name="publication_withdraw"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/przywroc/", restore, name="publication_restore"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/nowa-wersja/", revise, name="publication_revise"),
]
