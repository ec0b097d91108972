"""Addresses of the public catalogue, and of publishing."""

from django.urls import path

from catalogue.views.annex import annex
from catalogue.views.cities import city, city_list
from catalogue.views.editions import edition
from catalogue.views.home import home
from catalogue.views.networks import network, network_list
from catalogue.views.pdf import pdf, pdf_status
from catalogue.views.practices import practice, practice_list
from catalogue.views.publications import initiative_list, plan_list, publication
from catalogue.views.publishing import publish, publishing, restore, revise, withdraw
from catalogue.views.recommendations import recommendation, recommendation_list
from catalogue.views.robots import robots, sitemap
from catalogue.views.search import search
from catalogue.views.statements import accessibility, contact, privacy, sitemap_page

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
