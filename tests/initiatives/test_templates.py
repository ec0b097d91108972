"""The MID template of an edition: who changes it, what it may say, and that begun plans keep what they have."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import Need
from documents.parts import Section
from documents.queries import all_sections, arrange, sections_of
from initiatives.parts import MID
from initiatives.policies.templates import check_template
from initiatives.queries.templates import entry_digest, template_of
from initiatives.services import (
    begin_draft,
    copy_template,
    create_initiative,
    discard_draft,
    freeze_template,
    move_section,
    save_section,
    use_draft,
)
from networks.models import Edition
from tests import factories

pytestmark = pytest.mark.django_db
KEYS = [section.key for section in MID.sections]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def section(key: str) -> Section:
    return next(one for one in MID.sections if one.key == key)


def valid(**entries: Any) -> dict[str, Any]:
    return {"schema": 2, "revision": 1, "order": KEYS, "sections": entries}


def opened(**fields: Any) -> tuple[Edition, Any]:
    """An edition with an open draft, and a coordinator."""
    boss = factories.coordinator()
    return begin_draft(by=boss, edition=factories.edition(**fields)), boss


def store(boss: Any, edition: Edition, key: str, entry: dict[str, Any]) -> Edition:
    edition.refresh_from_db()
    base = entry_digest(edition.mid_template_draft, section(key))
    return save_section(by=boss, edition=edition, section=section(key), entry=entry, base=base)


def plan(edition: Edition) -> Any:
    participation = factories.participation(edition=edition)
    return create_initiative(by=factories.member(participation), participation=participation).document


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


# What a template may say


def test_the_older_form_reads_on_and_becomes_a_draft():
    edition, _boss = opened(mid_template={"sections": {"challenge": {"guidance": "Krótko.", "example": "Upał."}}})
    draft = edition.mid_template_draft
    assert (draft["schema"], draft["revision"], draft["order"]) == (2, 1, KEYS)
    challenge = next(one for one in arrange(MID, draft) if one.key == "challenge")
    assert (challenge.guidance, challenge.example) == ("Krótko.", "<p>Upał.</p>")


@pytest.mark.parametrize(
    "template",
    [
        None,
        [],
        {},
        {**valid(), "schema": 1},
        {**valid(), "schema": 3},
        {**valid(), "revision": 0},
        {**valid(), "revision": True},
        {**valid(), "order": KEYS[1:]},
        {**valid(), "order": [*KEYS, "risks"]},
        {**valid(), "order": [*KEYS[1:], 7]},
        {**valid(), "order": None},
        {**valid(), "more": 1},
        {**valid(), "sections": []},
        valid(weather={}),
        valid(record={"shown": False}),
        valid(risks={"shown": "no"}),
        valid(risks={"colour": "red"}),
        valid(risks=None),
        valid(risks={"need": "perhaps"}),
        valid(risks={"needs": {"risk.weather": "must"}}),
        valid(risks={"needs": {"risk.owner": "perhaps"}}),
        valid(risks={"needs": ["risk"]}),
        valid(risks={"title": {"de": "Risiken"}}),
        valid(risks={"title": {"pl": "x" * 121}}),
        valid(risks={"guidance": {"pl": 5}}),
        valid(risks={"checklist": ["Tak?"]}),
        valid(risks={"checklist": {"pl": ["x"] * 16}}),
        valid(risks={"checklist": {"pl": [""]}}),
        valid(risks={"pages": [2, 1]}),
        valid(risks={"pages": [0, 1]}),
        valid(risks={"pages": [1]}),
        valid(risks={"pages": [1, "2"]}),
        valid(risks={"pages": [1, 61]}),
    ],
)
def test_a_template_of_another_form_is_refused(template):
    with pytest.raises(InvalidInput):
        check_template(template)


def test_a_template_may_say_all_this():
    check_template(
        valid(
            risks={
                "shown": False,
                "need": "must",
                "needs": {"risk": "must", "risk.owner": "must"},
                "title": {"pl": "Zagrożenia", "en": "Threats"},
                "guidance": "Krótko.",
                "example": {"pl": "<p>Upał</p>"},
                "pages": [0.5, 1],
                "checklist": {"pl": ["Czy jest?"], "en": ["Is it there?"]},
            }
        )
    )


def test_what_the_tables_demand_stays_required():
    record = {"shown": False, "need": "optional", "needs": {"record.title": "optional", "record.responsible": "must"}}
    diagnosis = {"needs": {"data_item.name": "optional", "diagnosis.text": "should"}}
    found = {one.key: one for one in all_sections(MID, valid(record=record, diagnosis=diagnosis))}
    assert (found["record"].is_shown, found["record"].need) == (True, Need.MUST)
    needs = {
        name: found[section].need_of(MID.part_kind(kind), MID.part_kind(kind).field(name))
        for section, kind, name in (
            ("record", "record", "title"),
            ("record", "record", "responsible"),
            ("diagnosis", "data_item", "name"),
            ("diagnosis", "diagnosis", "text"),
        )
    }
    assert needs == {"title": Need.MUST, "responsible": Need.MUST, "name": Need.MUST, "text": Need.SHOULD}


# The draft


def test_only_coordinators_change_the_template():
    edition, boss = opened()
    for person in (factories.user(), factories.member(factories.participation(edition=edition))):
        for act in (begin_draft, discard_draft, freeze_template, use_draft):
            with pytest.raises(NotAllowed):
                act(by=person, edition=edition)
        with pytest.raises(NotAllowed):
            store(person, edition, "risks", {})
        with pytest.raises(NotAllowed):
            move_section(by=person, edition=edition, section=section("risks"), up=True)
        with pytest.raises(NotAllowed):
            copy_template(by=person, edition=edition, source=edition)
    discard_draft(by=boss, edition=edition)


def test_without_a_draft_nothing_can_be_changed():
    edition, boss = opened()
    discard_draft(by=boss, edition=edition)
    for act in (discard_draft, use_draft):
        with pytest.raises(WrongState):
            act(by=boss, edition=edition)
    with pytest.raises(WrongState):
        save_section(by=boss, edition=edition, section=section("risks"), entry={}, base="")
    with pytest.raises(WrongState):
        move_section(by=boss, edition=edition, section=section("risks"), up=True)
    begin_draft(by=boss, edition=edition)
    with pytest.raises(WrongState):
        begin_draft(by=boss, edition=edition)


def test_nothing_changes_for_plans_until_the_draft_is_used():
    edition, boss = opened()
    store(boss, edition, "risks", {"title": {"en": "Threats"}})
    before = plan(edition)
    assert [one.title for one in sections_of(before) if one.key == "risks"] == ["Risks"]
    use_draft(by=boss, edition=edition)
    after = plan(edition)
    assert [one.title for one in sections_of(after) if one.key == "risks"] == ["Threats"]
    before.refresh_from_db()
    assert [one.title for one in sections_of(before) if one.key == "risks"] == ["Risks"]


def test_two_coordinators_do_not_overwrite_each_other():
    edition, boss = opened()
    digest = entry_digest(edition.mid_template_draft, section("risks"))
    store(boss, edition, "risks", {"title": {"pl": "Zagrożenia"}})
    store(factories.coordinator(), edition, "summary", {"title": {"pl": "W skrócie"}})
    with pytest.raises(WrongState):
        save_section(by=boss, edition=edition, section=section("risks"), entry={}, base=digest)
    edition.refresh_from_db()
    assert set(edition.mid_template_draft["sections"]) == {"risks", "summary"}


def test_a_section_moves_by_one_place_and_stays_at_the_ends():
    edition, boss = opened()
    assert move_section(by=boss, edition=edition, section=section("record"), up=True) == 1
    assert move_section(by=boss, edition=edition, section=section("annexes"), up=False) == len(KEYS)
    assert move_section(by=boss, edition=edition, section=section("risks"), up=True) == KEYS.index("risks")
    edition.refresh_from_db()
    order = edition.mid_template_draft["order"]
    assert order.index("risks") == KEYS.index("risks") - 1
    assert sorted(order) == sorted(KEYS)


# Revisions


def test_the_first_plan_closes_the_revision_and_a_later_change_is_a_new_one():
    edition, boss = opened()
    assert use_draft(by=boss, edition=edition) == 1
    first = plan(edition)
    edition.refresh_from_db()
    assert edition.mid_template_frozen_at is not None
    kept = dict(first.template)
    begin_draft(by=boss, edition=edition)
    store(boss, edition, "risks", {"shown": False})
    assert use_draft(by=boss, edition=edition) == 2
    second = plan(edition)
    first.refresh_from_db()
    assert first.template == kept
    assert "risks" in {one.key for one in sections_of(first)}
    assert "risks" not in {one.key for one in sections_of(second)}
    edition.refresh_from_db()
    assert [(use.revision, use.plans, use.is_in_force) for use in template_of(edition).uses] == [
        (2, 1, True),
        (1, 1, False),
    ]


def test_before_the_first_plan_the_same_revision_is_worked_on():
    edition, boss = opened()
    use_draft(by=boss, edition=edition)
    begin_draft(by=boss, edition=edition)
    assert use_draft(by=boss, edition=edition) == 1


def test_a_coordinator_closes_a_revision_too():
    edition, boss = opened()
    use_draft(by=boss, edition=edition)
    freeze_template(by=boss, edition=edition)
    begin_draft(by=boss, edition=edition)
    assert use_draft(by=boss, edition=edition) == 2


def test_a_plan_begun_while_a_draft_is_open_makes_the_draft_the_next_revision():
    edition, boss = opened()
    plan(edition)
    assert use_draft(by=boss, edition=edition) == 2


def test_an_edition_with_plans_of_before_counts_as_closed():
    edition = factories.edition(mid_template={"sections": {}})
    plan(edition)
    Edition.objects.filter(pk=edition.pk).update(mid_template_frozen_at=None)
    edition.refresh_from_db()
    assert template_of(edition).is_frozen


def test_a_template_is_copied_from_another_edition_as_a_draft():
    source = factories.edition(mid_template=valid(risks={"title": {"pl": "Zagrożenia"}}))
    edition, boss = opened()
    copy_template(by=boss, edition=edition, source=source)
    edition.refresh_from_db()
    assert edition.mid_template == {}
    assert edition.mid_template_draft["sections"] == {"risks": {"title": {"pl": "Zagrożenia"}}}


@pytest.mark.django_db(transaction=True)
def test_a_plan_and_a_new_revision_at_once_leave_a_whole_template():
    edition, boss = opened()
    store(boss, edition, "risks", {"title": {"pl": "Zagrożenia"}})
    participation = factories.participation(edition=edition)
    person = factories.member(participation)

    def run(act: Any) -> None:
        act()
        connection.close()

    acts = [
        lambda: use_draft(by=boss, edition=edition),
        lambda: create_initiative(by=person, participation=participation),
    ]
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    edition.refresh_from_db()
    participation.refresh_from_db()
    kept = participation.initiative.document.template
    assert edition.mid_template["revision"] == (1 if kept == edition.mid_template else 2)
    assert kept in ({}, edition.mid_template)


# Pages


def pages(edition: Edition) -> list[str]:
    names = ("", "_begin", "_use", "_discard", "_freeze", "_copy")
    return [
        *(reverse(f"mid_template{name}", args=[edition.slug]) for name in names),
        *(reverse("mid_template_section", args=[edition.slug, one.slug]) for one in MID.sections),
        *(reverse("mid_template_preview", args=[edition.slug, one.slug]) for one in MID.sections),
    ]


def test_a_coordinator_opens_every_page_and_nobody_else_does():
    edition, boss = opened()
    client = signed_in(boss)
    assert {url: client.get(url).status_code for url in pages(edition)} == dict.fromkeys(pages(edition), 200)
    other = signed_in(factories.member(factories.participation(edition=edition)))
    assert {other.get(url).status_code for url in pages(edition)} == {403}
    assert {Client().get(url).status_code for url in pages(edition)} == {302}
    assert client.get(reverse("mid_template", args=["1999"])).status_code == 404
    assert client.get(reverse("mid_template_section", args=[edition.slug, "pogoda"])).status_code == 404


def test_without_a_draft_the_page_of_a_section_is_its_preview():
    edition = factories.edition()
    client = signed_in(factories.coordinator())
    answer = client.get(reverse("mid_template_section", args=[edition.slug, "ryzyka"]))
    assert answer.url == reverse("mid_template_preview", args=[edition.slug, "ryzyka"])
    assert client.get(reverse("mid_template_use", args=[edition.slug])).status_code == 302


def form_of(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send of the form as it is."""
    form = client.get(url).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, bool):
            value = "on" if value else None
        if isinstance(value, list):
            value = "\n".join(value)
        if value is not None:
            sent[field.html_name] = str(value)
    return sent


def test_a_section_is_saved_as_it_is_and_as_it_is_changed():
    edition, boss = opened(mid_template=valid(risks={"guidance": {"pl": "Krótko."}, "pages": [0.5, 1]}))
    client = signed_in(boss)
    url = reverse("mid_template_section", args=[edition.slug, "ryzyka"])
    assert client.post(url, form_of(client, url)).status_code == 302
    edition.refresh_from_db()
    assert template_of(edition).changed == []
    sent = {
        **form_of(client, url),
        "shown": "",
        "need": "must",
        "need-risk": "must",
        "need-risk-owner": "must",
        "title_pl": "Zagrożenia",
        "checklist_pl": "Czy jest?\n\nCzy pilnuje?",
        "example_pl": "<p>Upał <script>alert(1)</script><strong>w lipcu</strong></p>",
        "pages_most": "1,5",
    }
    assert client.post(url, {**sent, "look": "1"}).url == reverse("mid_template_preview", args=[edition.slug, "ryzyka"])
    edition.refresh_from_db()
    assert edition.mid_template_draft["sections"]["risks"] == {
        "shown": False,
        "need": "must",
        "needs": {"risk": "must", "risk.owner": "must"},
        "title": {"pl": "Zagrożenia"},
        "guidance": {"pl": "Krótko."},
        "example": {"pl": "<p>Upał <strong>w lipcu</strong></p>"},
        "checklist": {"pl": ["Czy jest?", "Czy pilnuje?"]},
        "pages": [0.5, 1.5],
    }


def test_bad_values_come_back_with_their_sentences():
    edition, boss = opened()
    client = signed_in(boss)
    url = reverse("mid_template_section", args=[edition.slug, "ryzyka"])
    sent = form_of(client, url)
    for bad in (
        {"pages_least": "3", "pages_most": "2"},
        {"pages_most": "900"},
        {"need": "perhaps"},
        {"need-risk": "perhaps"},
        {"title_pl": "x" * 121},
        {"checklist_pl": "\n".join("x" for _ in range(16))},
        {"example_pl": "x" * 4001},
    ):
        answer = client.post(url, {**sent, **bad})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [list(bad)[-1]])
    edition.refresh_from_db()
    assert edition.mid_template_draft["sections"] == {}


def test_a_save_on_an_old_draft_keeps_the_words_and_asks_again():
    edition, boss = opened()
    client = signed_in(boss)
    url = reverse("mid_template_section", args=[edition.slug, "ryzyka"])
    sent = {**form_of(client, url), "title_pl": "Moje"}
    store(factories.coordinator(), edition, "risks", {"title": {"pl": "Cudze"}})
    answer = client.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has changed this section" in page
    assert "Moje" in page
    again = {field.html_name: field.value() for field in answer.context["form"] if isinstance(field.value(), str)}
    assert client.post(url, {**again, "shown": "on"}).status_code == 302
    edition.refresh_from_db()
    assert edition.mid_template_draft["sections"]["risks"]["title"] == {"pl": "Moje"}


def test_the_page_says_how_many_plans_keep_which_revision():
    edition, boss = opened()
    plan(edition)
    plan(edition)
    use_draft(by=boss, edition=edition)
    page = signed_in(boss).get(reverse("mid_template", args=[edition.slug])).content.decode()
    assert "Plans that keep revision 1" in page
    assert "Revision 2" in page
    ask = signed_in(boss).get(reverse("mid_template_begin", args=[edition.slug])).content.decode()
    assert "2 plans have been begun" in ask


def test_the_preview_shows_the_draft_empty_and_filled():
    edition, boss = opened()
    store(boss, edition, "risks", {"title": {"en": "Threats"}, "guidance": {"en": "Short."}})
    page = signed_in(boss).get(reverse("mid_template_preview", args=[edition.slug, "ryzyka"])).content.decode()
    assert "11. Threats" in page
    assert "Short." in page
    assert 'workbench-form" disabled>' in page
    assert "Oferty na ogrody deszczowe przekroczą budżet" in page.replace("\u00a0", " ")


def test_moving_goes_on_by_post_only():
    edition, boss = opened()
    client = signed_in(boss)
    url = reverse("mid_template_move", args=[edition.slug, "ryzyka"])
    assert client.get(url).status_code == 405
    answer = client.post(url, {"direction": "up"}, follow=True)
    assert "is number 10 now" in answer.content.decode()
