"""A document follows the template that it was begun with: order, titles, what is needed, what is left out."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from documents.enums import Need, Purpose, State
from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries import completeness, find_section, length_of, missing, place_address, sections_of, snapshot
from documents.rendering import reading
from documents.services import freeze
from reviews.services import submit_for_review
from tests import factories
from tests.documents.factories import ACTION, Team, team

pytestmark = pytest.mark.django_db
MID = document_kind("mid")
KEYS = [section.key for section in MID.sections]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def under(template: dict[str, Any]) -> Team:
    our = team()
    our.document.template = template
    our.document.save()
    return our


def sections(**entries: Any) -> dict[str, Any]:
    return {"schema": 2, "revision": 1, "order": KEYS, "sections": entries}


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(our: Team, page: str, *arguments: Any) -> str:
    return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def gaps(our: Team) -> set[str]:
    """Sections with gaps, in the words `section` or `section.field`."""
    document = Document.objects.get(pk=our.document.pk)
    found = completeness(snapshot(document)).gaps
    return {f"{gap.section.key}.{gap.field}" if gap.field else gap.section.key for gap in found}


# Sections


@pytest.mark.parametrize("template", [{}, {"sections": {}}, {"sections": {"aims": {"guidance": "Krótko."}}}])
def test_without_an_arrangement_the_registry_decides(template):
    found = sections_of(under(template).document)
    assert [(one.key, one.number) for one in found] == [(key, number) for number, key in enumerate(KEYS, start=1)]
    assert [one.need for one in found] == [section.need for section in MID.sections]


def test_a_pu_has_no_template_and_reads_as_declared():
    plan = factories.plan().document
    assert [one.key for one in sections_of(plan)] == [one.key for one in document_kind("pu").sections]


def test_order_titles_and_what_is_left_out_are_the_templates():
    order = ["record", "risks", *[key for key in KEYS if key not in ("record", "risks")]]
    entries = {"risks": {"title": {"pl": "Zagrożenia", "en": "Threats"}}, "summary": {"shown": False}}
    our = under({**sections(**entries), "order": order})
    tasks = [task["label"] for task in signed_in(our.anna).get(address(our, "workbench")).context["tasks"]]
    assert tasks[:3] == ["1. Title and record", "2. Threats", "3. Diagnosis and context"]
    assert len(tasks) == 14
    assert [(one.number, one.title) for one in reading(snapshot(our.document)).sections][:3] == [
        (1, "Title and record"),
        (2, "Threats"),
        (3, "Diagnosis and context"),
    ]
    with translation.override("pl"):
        assert find_section(our.document, "risks").title == "Zagrożenia"


def test_neighbours_and_the_next_button_follow_the_order():
    order = ["record", "risks", *[key for key in KEYS if key not in ("record", "risks")]]
    our = under({**sections(diagnosis={"shown": True}, summary={"shown": False}), "order": order})
    client = signed_in(our.anna)
    context = client.get(address(our, "section", "ryzyka")).context
    assert (context["before"]["title"], context["after"]["title"]) == ("Title and record", "Diagnosis and context")
    record = our.single("record")
    sent = {"title": "Plan", "base_version": record.version, "next": "1"}
    assert client.post(address(our, "part_edit", "record", record.pk), sent).url == address(our, "section", "ryzyka")


def test_a_section_that_is_left_out_has_no_pages_and_takes_no_rows():
    our = under(sections(risks={"shown": False}))
    client = signed_in(our.anna)
    assert client.get(address(our, "section", "ryzyka")).status_code == 404
    assert client.get(address(our, "part_add", "risk")).status_code == 404
    sent = {"text": "Ulewa", "kind": "finance", "probability": 3, "impact": 3, "response": "reduce"}
    assert client.post(address(our, "part_add", "risk"), sent).status_code == 404
    assert snapshot(our.document)["parts"]["risk"] == []
    assert client.get(address(our, "preview")).status_code == 200


# What is needed


def test_the_template_makes_fields_and_rows_more_or_less_needed():
    our = under(
        sections(
            record={"needs": {"record.subtitle": "must"}},
            challenge={"needs": {"challenge.causes": "optional"}},
            stakeholders={"needs": {"stakeholder": "should"}},
            risks={"need": "must", "needs": {"risk": "must"}},
        )
    )
    found = gaps(our)
    assert {"record.subtitle", "challenge.effects", "risks"} <= found
    assert not {"challenge.causes", "stakeholders"} & found


def test_what_a_recommended_section_requires_counts_once_somebody_has_begun_it():
    our = under(sections(diagnosis={"need": "should"}))
    assert not any(gap.startswith("diagnosis") for gap in gaps(our))
    diagnosis = our.single("diagnosis")
    our.save(our.anna, "diagnosis", diagnosis, diagnosis.version, strengths=["Park"])
    assert "diagnosis.text" in gaps(our)


def test_a_section_that_only_the_template_requires_wants_at_least_a_word():
    our = under(sections(summary={"need": "must"}, annexes={"need": "must"}))
    assert {"summary.text", "annexes"} <= gaps(our)
    summary = our.single("summary")
    our.save(our.anna, "summary", summary, summary.version, text="Krótko.")
    assert "summary.text" not in gaps(our)


def test_submission_asks_for_what_the_template_requires():
    our = under(sections(record={"needs": {"record.subtitle": "must"}}))
    factories.fill_mid(our.document, by=our.anna)
    client = signed_in(our.anna)
    url = reverse("review_submit", args=[our.document.slug])
    answer = client.post(url, {"note": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert address(our, "section", "metryczka") + "#record_subtitle" in page
    record = our.single("record")
    our.save(our.anna, "record", record, record.version, subtitle="Na lata 2024–2026")
    assert client.post(url, {"note": ""}).status_code == 302


def test_a_form_says_what_is_needed_and_what_is_recommended():
    our = under(sections(record={"needs": {"record.subtitle": "must"}}))
    page = signed_in(our.anna).get(address(our, "section", "metryczka")).content.decode()
    assert page.count("(needed before submission)") == 4
    assert "(recommended)" in page


# For ever


def test_versions_read_the_same_whatever_becomes_of_the_edition():
    our = under(sections(risks={"title": {"en": "Threats"}}, summary={"shown": False}))
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    our.document.template = {}
    our.document.save()
    shown = reading(Version.objects.get(pk=version.pk).content).sections
    assert ("Threats" in [one.title for one in shown], len(shown)) == (True, 14)


def test_a_review_names_sections_as_the_submitted_version_does():
    our = under(sections(risks={"title": {"en": "Threats", "pl": "Zagrożenia"}}))
    factories.fill_mid(our.document, by=our.anna)
    expert = factories.expert(our.document.initiative.participation.network)
    submit_for_review(by=our.anna, document=our.document)
    assert Document.objects.get(pk=our.document.pk).state == State.SUBMITTED
    page = signed_in(expert).get(reverse("review", args=[our.document.slug])).content.decode()
    assert "Threats" in page


# Gaps lead to fields


def test_every_gap_leads_to_the_control_of_its_field():
    our = team()
    our.add("action", **ACTION)
    client = signed_in(our.anna)
    document = Document.objects.get(pk=our.document.pk)
    pages: dict[str, str] = {}
    for group in missing(document, completeness(snapshot(document))):
        for point in group.points:
            url, _hash, anchor = point.url.partition("#")
            if url not in pages:
                pages[url] = client.get(url).content.decode()
            assert f'id="{anchor}"' in pages[url], point


def test_a_month_is_reached_at_its_first_box():
    our = team()
    assert place_address(our.document, MID.part_kind("record"), None, "period_start").endswith("#record_period_start_0")
    assert place_address(our.document, MID.part_kind("challenge"), None, "causes").endswith("#challenge_causes")


def test_each_section_lists_its_own_gaps_and_every_page_leads_to_all():
    our = team()
    client = signed_in(our.anna)
    for slug, own, other in (
        ("wyzwanie", "#challenge_causes", "#record_title"),
        ("metryczka", "#record_title", "#challenge_causes"),
    ):
        page = client.get(address(our, "section", slug)).content.decode()
        assert own in page
        assert other not in page
        assert address(our, "workbench") + "#braki" in page
    overview = client.get(address(our, "workbench")).content.decode()
    assert "#challenge_causes" in overview
    assert "#record_title" in overview
    assert 'id="braki"' in overview


def test_readers_see_what_is_missing_without_links_to_forms():
    our = team()
    expert = factories.expert(our.document.initiative.participation.network)
    page = signed_in(expert).get(address(our, "workbench")).content.decode()
    assert "What is missing before you can submit" in page
    assert "#challenge_causes" not in page


# Guidance and length


def test_guidance_example_checklist_and_length_stand_above_a_section():
    entry = {
        "guidance": {"pl": "Po polsku.", "en": "In English."},
        "example": {"pl": "<p>Upał <strong>w lipcu</strong></p>"},
        "pages": [0.5, 1],
        "checklist": {"en": ["Is it <b>one</b> problem?"]},
    }
    our = under(sections(challenge=entry))
    challenge = our.single("challenge")
    our.save(our.anna, "challenge", challenge, challenge.version, statement="x" * 360, causes=["y" * 360])
    page = signed_in(our.anna).get(address(our, "section", "wyzwanie")).content.decode().replace("\u00a0", " ")
    assert "In English." in page
    assert "<p>Upał <strong>w lipcu</strong></p>" in page
    assert "Is it &lt;b&gt;one&lt;/b&gt; problem?" in page
    assert "Usual length: 0.5–1 page. Now: 0.4 pages (2 words)." in " ".join(page.split())


def test_plain_examples_of_before_are_shown_as_text():
    our = under({"sections": {"challenge": {"example": "Upał <b>i</b> woda."}}})
    assert find_section(our.document, "challenge").example == "<p>Upał &lt;b&gt;i&lt;/b&gt; woda.</p>"


def test_an_example_cannot_bring_scripts():
    our = under({"sections": {"challenge": {"example": "<p onclick='x()'>Upał<script>alert(1)</script></p>"}}})
    assert find_section(our.document, "challenge").example == "<p>Upał</p>"


def test_words_of_rich_texts_and_lists_are_counted_and_numbers_are_not():
    our = team()
    diagnosis = our.single("diagnosis")
    our.save(
        our.anna,
        "diagnosis",
        diagnosis,
        diagnosis.version,
        text="<p>Jedno <em>dwa</em></p><p>trzy</p>",
        strengths=["cztery pięć"],
    )
    section = find_section(our.document, "diagnosis")
    found = length_of(section, snapshot(our.document))
    assert (found.words, found.pages) == (5, Decimal("0.1"))
    assert length_of(find_section(our.document, "risks"), snapshot(our.document)).pages == 0
    assert section.need == Need.MUST


def test_open_pages_fetch_how_far_they_are():
    our = team()
    client = signed_in(our.anna)
    whole = client.get(address(our, "advance")).content.decode()
    assert 'id="postep"' in whole
    assert 'id="braki-sekcji"' not in whole
    part = client.get(address(our, "advance") + "?czesc=wyzwanie").content.decode()
    assert "#challenge_causes" in part
    assert "#record_title" not in part
    assert client.get(address(our, "advance") + "?czesc=pogoda").status_code == 404
    assert Client().get(address(our, "advance")).status_code == 302
    assert signed_in(team().anna).get(address(our, "advance")).status_code == 404
