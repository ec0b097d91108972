"""Beginning a plan from another one: what is taken, from whom, and what is never replaced."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from documents.queries import rows, single, snapshot
from documents.services import save_part
from documents.services.beginning import Source, begin_from
from initiatives.models import Action, Aim, Annex
from initiatives.parts import ACTION, CHALLENGE
from tests import factories
from tests.catalogue.factories import published_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


def plan_of(city, **options):
    """The participation of a city in a new edition, its plan, and its author."""
    participation = factories.participation(city=city, **options)
    document = factories.initiative(participation).document
    return document, factories.member(participation, 1)


SECTIONS = [
    "record", "summary", "diagnosis", "challenge", "aims", "stakeholders", "actions", "schedule", "funding",
    "indicators", "risks", "communication", "delivery", "network_link", "annexes",
]  # fmt: skip


def without_ids(content, *, also=()):
    """The parts of a snapshot without what must differ."""
    return {
        key: [{name: value for name, value in row["values"].items() if not _names_rows(value)} for row in part]
        for key, part in content["parts"].items()
        if key not in also
    }


def _names_rows(value):
    return (isinstance(value, str) and len(value) == 36 and value.count("-") == 4) or isinstance(value, list)


def test_an_own_plan_is_taken_with_all_its_words(city):
    old, author = plan_of(city)
    factories.fill_mid(old, by=author)
    new, writer = plan_of(city)
    source = snapshot(old)
    begin_from(by=writer, document=new, source=Source(source, with_words=True), keys=SECTIONS)
    copied = snapshot(new)
    outside = ("annex", "action", "record")
    assert without_ids(copied, also=outside) == without_ids(source, also=outside)
    titles = [row["values"]["title"] for row in source["parts"]["action"]]
    assert [row["values"]["title"] for row in copied["parts"]["action"]] == titles


def test_links_lead_to_the_copies(city):
    old, author = plan_of(city)
    factories.fill_mid(old, by=author)
    new, writer = plan_of(city)
    begin_from(by=writer, document=new, source=Source(snapshot(old), with_words=True), keys=SECTIONS)
    aims = {aim.pk for aim in Aim.objects.filter(document=new)}
    linked = {action.aim_id for action in Action.objects.filter(document=new)} - {None}
    assert linked
    assert linked <= aims


def test_the_same_source_twice_adds_nothing(city):
    old, author = plan_of(city)
    factories.fill_mid(old, by=author)
    new, writer = plan_of(city)
    source = Source(snapshot(old), with_words=True)
    begin_from(by=writer, document=new, source=source, keys=SECTIONS)
    once = snapshot(new)["parts"]
    assert begin_from(by=writer, document=new, source=source, keys=SECTIONS) == 0
    assert snapshot(new)["parts"] == once


def test_what_is_written_is_kept(city):
    old, author = plan_of(city)
    factories.fill_mid(old, by=author)
    new, writer = plan_of(city)
    own = single(new, CHALLENGE)
    save_part(by=writer, document=new, kind=CHALLENGE, part_id=own.pk, base_version=own.version,
              new_values={"statement": "Nasze słowa"})  # fmt: skip
    begin_from(by=writer, document=new, source=Source(snapshot(old), with_words=True), keys=["challenge"])
    assert single(new, CHALLENGE).statement == "Nasze słowa"
    assert single(new, CHALLENGE).causes == single(old, CHALLENGE).causes


def test_annexes_are_carried_over_with_their_file(city, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    old, _author = plan_of(city)
    annex = Annex.objects.create(
        document=old, title="Mapa", alternative="Mapa miasta", licence="cc_by", size=7, content_type="application/pdf"
    )
    annex.file.save("mapa.pdf", ContentFile(b"%PDF-1."))
    new, writer = plan_of(city)
    source = Source(snapshot(old), with_words=True, files={(str(annex.pk), "file"): annex.file})
    begin_from(by=writer, document=new, source=source, keys=["annexes"])
    copied = Annex.objects.get(document=new)
    assert (copied.title, copied.alternative, copied.size, copied.content_type) == (
        "Mapa", "Mapa miasta", 7, "application/pdf",
    )  # fmt: skip
    client.force_login(writer)
    answer = client.get(reverse("initiative_file", args=[new.slug, copied.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1."


def test_of_another_city_only_the_structure_is_taken(city, client):
    publication = published_initiative(factories.participation())
    new, writer = plan_of(city)
    client.force_login(writer)
    address = reverse("initiative_start_from_plan", args=[new.slug, publication.slug])
    form = client.get(address).context["form"]
    assert "words" not in form.fields
    sections = [key for key, _label in form.fields["sections"].choices]
    assert client.post(address, {"sections": sections, "words": "all"}).status_code == 302
    theirs = publication.version.content["parts"]["action"]
    copied = snapshot(new)["parts"]
    assert [row["values"]["title"] for row in copied["action"]] == [row["values"]["title"] for row in theirs]
    assert {row["values"]["description"] for row in copied["action"]} == {""}
    assert {row["values"]["cost"] for row in copied["action"]} == {None}
    assert copied["diagnosis"][0]["values"]["text"] == ""
    assert {row["values"]["contact"] for row in copied["stakeholder"]} <= {""}


def test_drafts_of_other_cities_are_not_offered(city, client):
    secret, author = plan_of(factories.city())
    factories.fill_mid(secret, by=author)
    new, writer = plan_of(city)
    client.force_login(writer)
    assert secret.title not in client.get(reverse("initiative_start_from", args=[new.slug])).content.decode()
    assert client.get(reverse("initiative_start_from_plan", args=[new.slug, secret.slug])).status_code == 404


def test_months_outside_the_edition_are_left_out(city):
    old, author = plan_of(city)
    factories.fill_mid(old, by=author)
    later = factories.edition(plans_from=datetime.date(2040, 1, 1), plans_until=datetime.date(2045, 12, 31))
    new, writer = plan_of(city, edition=later)
    begin_from(by=writer, document=new, source=Source(snapshot(old), with_words=True), keys=["actions"])
    assert {action.start for action in rows(new, ACTION)} == {None}
