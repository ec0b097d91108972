"""Addresses of the public catalogue, and of publishing."""

from django.urls import URLPattern, include, path, register_converter

from catalogue import api
from catalogue.views.accessibility import accessibility
from catalogue.views.action_list import action_list
from catalogue.views.annex import annex
from catalogue.views.annex_picture import annex_picture
from catalogue.views.barrier import barrier
from catalogue.views.barrier_list import barrier_list
from catalogue.views.bundle import bundle
from catalogue.views.bundle_file import bundle_file
from catalogue.views.bundle_prepare import bundle_prepare
from catalogue.views.bundle_status import bundle_status
from catalogue.views.chain_citation import chain_citation
from catalogue.views.chain_json import chain_json
from catalogue.views.changes import changes
from catalogue.views.citation import citation
from catalogue.views.city import city
from catalogue.views.city_list import city_list
from catalogue.views.city_map import city_map
from catalogue.views.communication_calendar import communication_calendar
from catalogue.views.compare import comparison
from catalogue.views.contact import contact
from catalogue.views.correct import correct
from catalogue.views.data import data
from catalogue.views.data_catalogue import dcat, harvester, harvester_checksum
from catalogue.views.data_file import data_dictionary, data_file
from catalogue.views.download import download
from catalogue.views.edition import edition
from catalogue.views.evidence_file import evidence_file
from catalogue.views.feeds import InitiativeFeed, PlanFeed, PracticeFeed, RecommendationFeed, feed
from catalogue.views.glossary import glossary
from catalogue.views.home import home
from catalogue.views.initiative_list import initiative_list
from catalogue.views.mark import mark
from catalogue.views.meeting_calendar import meeting_calendar
from catalogue.views.network import network
from catalogue.views.network_list import network_list
from catalogue.views.pdf import pdf
from catalogue.views.pdf_status import pdf_status
from catalogue.views.plan_list import plan_list
from catalogue.views.practice import practice
from catalogue.views.practice_list import practice_list
from catalogue.views.practice_panel import practice_panel
from catalogue.views.practice_use import practice_use
from catalogue.views.privacy import privacy
from catalogue.views.publication import publication
from catalogue.views.publish import publish
from catalogue.views.published import published
from catalogue.views.published_pdf import published_pdf
from catalogue.views.publishing import publishing
from catalogue.views.publishing_list import publishing_list
from catalogue.views.recommendation import recommendation
from catalogue.views.recommendation_list import recommendation_list
from catalogue.views.restore import restore
from catalogue.views.revise import revise
from catalogue.views.robots import robots
from catalogue.views.schedule import schedule
from catalogue.views.search import search
from catalogue.views.sitemap import sitemap
from catalogue.views.sitemap_page import sitemap_page
from catalogue.views.social_image import document_image, network_image, portal_image
from catalogue.views.standing import recommendation_standing
from catalogue.views.suggestions import suggestions
from catalogue.views.synonym_add import synonym_add
from catalogue.views.synonym_change import synonym_change
from catalogue.views.synonym_delete import synonym_delete
from catalogue.views.synonym_list import synonym_list
from catalogue.views.unschedule import unschedule
from catalogue.views.withdraw import withdraw


class Ending:
    """The end of a file's name. A converter, so that `mid/atom.xml` is no document called “atom”."""

    regex = "docx|xlsx|json|bib|ris"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Number:
    """A number of a Version, written in one way: “007” would be one more address of the same page."""

    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Ending, "ending")
register_converter(Number, "number")
MID, PU = {"kind": "mid"}, {"kind": "pu"}
GREY = {"variant": "grey"}


def _versions(prefix: str, kind: dict[str, str], name: str) -> list[URLPattern]:
    """The files of a published document, and its Versions, whose addresses last."""
    version = f"{prefix}/<slug:slug>/wersje/<number:number>"
    return [
        path(f"{prefix}/<slug:slug>.<ending:form>", download, kind, name=f"{name}_download"),
        path(f"{prefix}/<slug:slug>/cytowanie.<ending:form>", citation, kind, name=f"{name}_citation"),
        path(f"{prefix}/<slug:slug>/obraz.png", document_image, kind, name=f"{name}_image"),
        path(f"{prefix}/<slug:slug>/wersje/", changes, kind, name=f"{name}_changes"),
        path(f"{version}/", published, kind, name=f"{name}_published"),
        path(f"{version}.pdf", published_pdf, kind, name=f"{name}_published_pdf"),
        path(f"{version}/cytowanie.<ending:form>", citation, kind, name=f"{name}_published_citation"),
        path(f"{version}.<ending:form>", download, kind, name=f"{name}_published_download"),
    ]


def _chain(prefix: str, name: str) -> list[URLPattern]:
    """What a barrier, a recommendation or a good practice is embedded and cited by."""
    kind = {"kind": name}
    return [
        path(f"{prefix}/<slug:code>.json", chain_json, kind, name=f"{name}_json"),
        path(f"{prefix}/<slug:code>/cytowanie.<ending:form>", chain_citation, kind, name=f"{name}_citation"),
    ]


urlpatterns = [
    path("", home, name="home"),
    path("miasta/", city_list, name="city_list"),
    path("miasta/mapa/", city_map, name="city_map"),
    path("miasta/<slug:slug>/", city, name="city"),
    path("sieci/", network_list, name="network_list"),
    path("sieci/<slug:slug>/", network, name="network"),
    path("edycje/<slug:slug>/", edition, name="edition"),
    path("edycje/<slug:slug>/komplet/", bundle, name="bundle"),
    path("edycje/<slug:slug>/komplet/stan/", bundle_status, name="bundle_status"),
    path("edycje/<slug:slug>/komplet/przygotuj/", bundle_prepare, name="bundle_prepare"),
    path("edycje/<slug:slug>/komplet.pdf", bundle_file, {"ending": "pdf"}, name="bundle_pdf"),
    path("edycje/<slug:slug>/komplet.zip", bundle_file, {"ending": "zip"}, name="bundle_zip"),
    path("mid/", initiative_list, name="initiative_list"),
    path("mid/porownanie/", comparison, name="comparison"),
    path("mid/<slug:slug>/", publication, MID, name="initiative"),
    path("mid/<slug:slug>.pdf", pdf, MID, name="initiative_pdf"),
    path("mid/<slug:slug>/pdf/", pdf_status, MID, name="initiative_pdf_status"),
    path("mid/<slug:slug>/do-druku.pdf", pdf, MID | GREY, name="initiative_grey"),
    path("mid/<slug:slug>/do-druku/", pdf_status, MID | GREY, name="initiative_grey_status"),
    path("mid/<slug:slug>/zalaczniki/<uuid:row>/", annex, name="initiative_annex"),
    path("mid/<slug:slug>/wersje/<number:number>/zalaczniki/<uuid:row>/", annex, name="initiative_published_annex"),
    path("mid/<slug:slug>/zalaczniki/<uuid:row>/obraz/", annex_picture, name="initiative_annex_picture"),
    path(
        "mid/<slug:slug>/wersje/<number:number>/zalaczniki/<uuid:row>/obraz/",
        annex_picture,
        name="initiative_published_annex_picture",
    ),
    *_versions("mid", MID, "initiative"),
    path("mid/<slug:slug>/komunikacja.ics", communication_calendar, name="initiative_calendar"),
    path("dzialania/", action_list, name="action_list"),
    path("plany-ulepszen/", plan_list, name="plan_list"),
    path("plany-ulepszen/<slug:slug>/", publication, PU, name="plan"),
    path("plany-ulepszen/<slug:slug>.pdf", pdf, PU, name="plan_pdf"),
    path("plany-ulepszen/<slug:slug>/pdf/", pdf_status, PU, name="plan_pdf_status"),
    path("plany-ulepszen/<slug:slug>/do-druku.pdf", pdf, PU | GREY, name="plan_grey"),
    path("plany-ulepszen/<slug:slug>/do-druku/", pdf_status, PU | GREY, name="plan_grey_status"),
    *_versions("plany-ulepszen", PU, "plan"),
    path("rekomendacje/", recommendation_list, name="recommendation_list"),
    path("rekomendacje/dowody/<int:evidence_id>/", evidence_file, name="evidence_file"),
    path("rekomendacje/stan/", recommendation_standing, name="recommendation_standing"),
    path("rekomendacje/<slug:code>/", recommendation, name="recommendation"),
    *_chain("rekomendacje", "recommendation"),
    path("bariery/", barrier_list, name="barrier_list"),
    path("bariery/<slug:code>/", barrier, name="barrier"),
    *_chain("bariery", "barrier"),
    path("dobre-praktyki/", practice_list, name="practice_list"),
    path("dobre-praktyki/<slug:code>/", practice, name="practice"),
    *_chain("dobre-praktyki", "practice"),
    path("szukaj/", search, name="search"),
    path("szukaj/podpowiedzi/", suggestions, name="search_suggestions"),
    path("dane/", data, name="data"),
    path("dane/katalog.jsonld", dcat, {"form": "jsonld"}, name="dcat_jsonld"),
    path("dane/katalog.ttl", dcat, {"form": "ttl"}, name="dcat_ttl"),
    path("dane/dane-gov-pl.xml", harvester, name="harvester"),
    path("dane/dane-gov-pl.xml.md5", harvester_checksum, name="harvester_checksum"),
    path("dane/<slug:table>-excel.csv", data_file, {"form": "excel"}, name="data_excel"),
    path("dane/<slug:table>.csv", data_file, {"form": "csv"}, name="data_csv"),
    path("dane/<slug:table>.csv-metadata.json", data_dictionary, name="data_csvw"),
    path("dane/<slug:table>.xlsx", data_file, {"form": "xlsx"}, name="data_xlsx"),
    path("dane/<slug:table>.json", data_file, {"form": "json"}, name="data_json"),
    path("api/v1/", include(api.ROUTES)),
    path("mid/atom.xml", feed(InitiativeFeed), name="initiative_feed"),
    path("plany-ulepszen/atom.xml", feed(PlanFeed), name="plan_feed"),
    path("rekomendacje/atom.xml", feed(RecommendationFeed), name="recommendation_feed"),
    path("dobre-praktyki/atom.xml", feed(PracticeFeed), name="practice_feed"),
    path("spotkania/kalendarz.ics", meeting_calendar, name="meeting_calendar"),
    path("slownik/", glossary, name="glossary"),
    path("znaki/<str:name>", mark, name="mark"),
    path("deklaracja-dostepnosci/", accessibility, name="accessibility"),
    path("prywatnosc/", privacy, name="privacy"),
    path("mapa-strony/", sitemap_page, name="sitemap_page"),
    path("kontakt/", contact, name="contact"),
    path("robots.txt", robots, name="robots"),
    path("obraz.png", portal_image, name="portal_image"),
    path("sieci/<slug:slug>/obraz.png", network_image, name="network_image"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("praca/mid/<slug:slug>/dobre-praktyki/panel/", practice_panel, name="practice_panel"),
    path("praca/mid/<slug:slug>/dobre-praktyki/<slug:code>/dodaj/", practice_use, name="practice_use"),
    path("praca/synonimy/", synonym_list, name="synonym_list"),
    path("praca/synonimy/dodaj/", synonym_add, name="synonym_add"),
    path("praca/synonimy/<int:group_id>/", synonym_change, name="synonym_change"),
    path("praca/synonimy/<int:group_id>/usun/", synonym_delete, name="synonym_delete"),
    path("praca/publikacja/", publishing_list, name="publishing_list"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/", publishing, name="publication"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/opublikuj/", publish, name="publication_publish"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/zaplanuj/", schedule, name="publication_schedule"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/odwolaj-plan/", unschedule, name="publication_unschedule"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/popraw/", correct, name="publication_correct"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/wycofaj/", withdraw, name="publication_withdraw"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/przywroc/", restore, name="publication_restore"),
    path("praca/publikacja/<slug:kind>/<slug:slug>/nowa-wersja/", revise, name="publication_revise"),
]
