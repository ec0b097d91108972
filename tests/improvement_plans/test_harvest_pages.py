"""The pages of the harvest: reporting, where reports went, deciding, and what shows a barrier."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from improvement_plans.enums import FlagState
from improvement_plans.models import Barrier, BarrierFlag
from improvement_plans.rendering.flags import group_flags
from improvement_plans.services import decline_flag, reopen_flag
from tests import factories
from tests.improvement_plans.harvesting import ACTION, Harvest, delete

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def harvest() -> Harvest:
    return Harvest()


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def flag_pages(harvest: Harvest) -> tuple[str, str]:
    slug = harvest.document.slug
    return reverse("flag_list", args=[slug]), reverse("flag_add", args=[slug])


def test_a_team_reports_from_the_form(harvest: Harvest) -> None:
    listed, adding = flag_pages(harvest)
    client = signed_in(harvest.member)
    adding = f"{adding}?section=actions&kind=action&row={harvest.action.pk}"
    page = client.get(adding)
    assert page.status_code == 200
    assert f'value="action|{harvest.action.pk}|title"' in page.content.decode()
    place = f"action|{harvest.action.pk}|title"
    answer = client.post(adding, {"place": place, "quote": "Sadzenie", "note": HOSTILE})
    assert (answer.status_code, answer["Location"]) == (302, listed)
    flag = BarrierFlag.objects.get()
    assert (flag.quote, flag.field, flag.anchor.live_quote) == ("Sadzenie", "title", "Sadzenie")
    text = client.get(listed).content.decode()
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text


def test_the_form_offers_every_place_of_the_plan(harvest: Harvest) -> None:
    text = signed_in(harvest.member).get(flag_pages(harvest)[1]).content.decode()
    assert "<optgroup" in text
    assert f'value="diagnosis|{harvest.diagnosis.pk}|text"' in text


def test_what_was_typed_comes_back_with_the_reason(harvest: Harvest) -> None:
    adding = f"{flag_pages(harvest)[1]}?section=actions&kind=action&row={harvest.action.pk}"
    client = signed_in(harvest.member)
    given = {"place": f"action|{harvest.action.pk}|title", "quote": "Nie ma takich słów", "note": "Bo nie."}
    page = client.post(adding, given)
    assert page.status_code == 422
    assert "Nie ma takich słów" in page.content.decode()
    assert client.post(adding, {**given, "note": ""}).status_code == 422
    delete(harvest.member, harvest.action, ACTION)
    page = client.post(adding, given)
    assert page.status_code == 422
    assert "Bo nie." in page.content.decode()
    assert not BarrierFlag.objects.exists()


def test_a_place_that_is_not_there_has_no_form(harvest: Harvest) -> None:
    client = signed_in(harvest.member)
    for query in ("section=nothing", "section=actions&kind=action&row=1", "section=actions&kind=action&row=x&field=y"):
        assert client.get(f"{flag_pages(harvest)[1]}?{query}").status_code == 404


def test_the_team_sees_where_its_reports_went(harvest: Harvest) -> None:
    merged, declined = harvest.flag(), harvest.flag_words()
    harvest.merge(merged)
    decline_flag(by=harvest.editor, flag=declined, reason="To zmieni samo miasto.")
    text = signed_in(harvest.member).get(flag_pages(harvest)[0]).content.decode()
    assert str(harvest.barrier) in text
    assert "To zmieni samo miasto." in text
    assert signed_in(harvest.expert).get(flag_pages(harvest)[0]).status_code == 200
    assert signed_in(harvest.expert).get(flag_pages(harvest)[1]).status_code == 403


def test_a_report_is_taken_back_on_a_page_that_asks(harvest: Harvest) -> None:
    flag = harvest.flag()
    address = reverse("flag_withdraw", args=[harvest.document.slug, flag.pk])
    client = signed_in(harvest.member)
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    flag.refresh_from_db()
    assert flag.state == FlagState.WITHDRAWN


def test_the_panel_on_the_workbench(harvest: Harvest) -> None:
    harvest.flag()
    panel = reverse("flag_panel", args=[harvest.document.slug])
    client = signed_in(harvest.member)
    text = client.get(f"{panel}?section=actions&kind=action&row={harvest.action.pk}").content.decode()
    assert f"row={harvest.action.pk}" in text
    assert "D1 Sadzenie drzew" in text
    assert "D1 Sadzenie drzew" not in client.get(f"{panel}?section=diagnosis").content.decode()
    assert client.get(f"{panel}?section=nothing").status_code == 404
    assert "<section" not in signed_in(harvest.expert).get(f"{panel}?section=diagnosis").content.decode()


@pytest.mark.parametrize("page", ["workbench", "section", "part_edit"])
def test_the_workbench_asks_for_the_panel_and_works_without_scripts(harvest: Harvest, page: str) -> None:
    more = {"workbench": [], "section": ["dzialania"], "part_edit": ["action", harvest.action.pk]}[page]
    text = signed_in(harvest.member).get(reverse(f"initiative_{page}", args=[harvest.document.slug, *more])).content
    assert f'hx-get="{reverse("flag_panel", args=[harvest.document.slug])}' in text.decode()
    assert f'href="{reverse("flag_list", args=[harvest.document.slug])}"' in text.decode()


def test_editors_merge_a_group_into_a_new_barrier(harvest: Harvest) -> None:
    flags = [harvest.flag(note="Przepisy o drogach."), harvest.flag_words(note="Przepisy o drogach i drzewach.")]
    client = signed_in(harvest.editor)
    board = reverse("flag_board", args=[harvest.network.slug])
    assert client.get(board).context["waiting"] == 2
    merging = reverse("flag_merge", args=[harvest.network.slug])
    chosen = "&".join(f"zgloszenie={flag.pk}" for flag in flags)
    form = client.get(f"{merging}?{chosen}").context["form"]
    assert form.fields["code"].initial == f"{harvest.network.code}-B02"
    new = {"zgloszenie": [flag.pk for flag in flags], "barrier": "new", "title": "Drogi bez drzew", "kind": "law"}
    assert client.post(merging, {**new, "code": "XYZ-B02"}).status_code == 422
    assert client.post(merging, {**new, "code": harvest.barrier.code}).status_code == 422
    assert client.post(merging, {**new, "code": f"{harvest.network.code}-B02", "title": ""}).status_code == 422
    answer = client.post(merging, {**new, "code": f"{harvest.network.code}-B02"})
    assert (answer.status_code, answer["Location"]) == (302, board)
    made = Barrier.objects.get(title="Drogi bez drzew")
    assert set(made.flags.all()) == set(flags)
    assert client.post(merging, {**new, "code": f"{harvest.network.code}-B03"}).status_code == 409


def test_editors_merge_into_a_barrier_that_is_there(harvest: Harvest) -> None:
    flag = harvest.flag()
    merging = reverse("flag_merge", args=[harvest.network.slug])
    client = signed_in(harvest.editor)
    assert client.post(merging, {"zgloszenie": [flag.pk], "barrier": str(harvest.barrier.pk)}).status_code == 302
    flag.refresh_from_db()
    assert flag.barrier == harvest.barrier
    assert client.get(f"{merging}?zgloszenie=nonsense").status_code == 302
    reopening = reverse("flag_reopen", args=[harvest.network.slug, flag.pk])
    assert client.post(reopening).status_code == 302
    flag.refresh_from_db()
    assert flag.state == FlagState.OPEN


def test_declining_asks_for_the_reason(harvest: Harvest) -> None:
    flag = harvest.flag()
    address = reverse("flag_decline", args=[harvest.network.slug, flag.pk])
    client = signed_in(harvest.editor)
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "To zmieni samo miasto."}).status_code == 302
    flag.refresh_from_db()
    assert (flag.state, flag.reason) == (FlagState.DECLINED, "To zmieni samo miasto.")


def test_a_network_without_a_plan_has_a_board_that_waits() -> None:
    harvest = Harvest(with_plan=False)
    flag = harvest.flag()
    client = signed_in(harvest.editor)
    assert client.get(reverse("flag_board", args=[harvest.network.slug])).status_code == 200
    merging = reverse("flag_merge", args=[harvest.network.slug])
    assert client.get(f"{merging}?zgloszenie={flag.pk}").status_code == 302


def test_readers_of_the_board_who_decide_nothing(harvest: Harvest) -> None:
    harvest.flag()
    for person in (harvest.expert, harvest.coordinator):
        page = signed_in(person).get(reverse("flag_board", args=[harvest.network.slug]))
        assert page.context["may_settle"] is False
        assert reverse("flag_merge", args=[harvest.network.slug]) not in page.content.decode()


def test_reports_that_speak_of_the_same_stand_together(harvest: Harvest) -> None:
    barrier = harvest.barrier
    barrier.title, barrier.description = "Warunki techniczne dróg wypierają drzewa", ""
    notes = [
        "Warunki techniczne dróg nie zostawiają miejsca na drzewa przy jezdni.",
        "Brakuje pieniędzy na utrzymanie parku.",
        "Drzewa przy drogach nie mieszczą się w warunkach technicznych.",
    ]
    flags = [BarrierFlag(section="actions", note=note) for note in notes]
    groups = group_flags(flags, [barrier])
    assert [[flags.index(flag) for flag in group.flags] for group in groups] == [[0, 2], [1]]
    assert [group.likely for group in groups] == [barrier, None]


def test_lists_ask_no_more_queries_for_more_reports(harvest: Harvest) -> None:
    addresses = [flag_pages(harvest)[0], reverse("flag_board", args=[harvest.network.slug])]
    people = [harvest.member, harvest.editor]
    harvest.flag()
    few = [queries(person, address) for person, address in zip(people, addresses, strict=True)]
    for field in ("lead", "title", "kind"):
        harvest.flag(field=field)
    decided = harvest.flag_words()
    harvest.merge(decided)
    reopen_flag(by=harvest.editor, flag=decided)
    many = [queries(person, address) for person, address in zip(people, addresses, strict=True)]
    # One more for the kind of rows that the passage stands in.
    assert [one - other for one, other in zip(many, few, strict=True)] == [1, 1]
    assert max(many) <= 24


def queries(person: Any, address: str) -> int:
    client = signed_in(person)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_evidence_of_a_barrier_on_its_page(harvest: Harvest) -> None:
    harvest.merge(harvest.flag_words())
    version = harvest.publish()
    listed = reverse("evidence_list", args=[harvest.plan.document.slug, harvest.barrier.pk])
    client = signed_in(harvest.editor)
    page = client.get(reverse("plan_part_edit", args=[harvest.plan.document.slug, "barrier", harvest.barrier.pk]))
    assert f'hx-get="{listed}"' in page.content.decode()
    assert "<html" not in client.get(listed, headers={"HX-Request": "true"}).content.decode()
    adding = reverse("evidence_passage", args=[harvest.plan.document.slug, harvest.barrier.pk])
    assert f"?wersja={version.pk}" in client.get(adding).content.decode()
    assert "rozdzial=diagnosis" in client.get(f"{adding}?wersja={version.pk}").content.decode()
    form = f"{adding}?wersja={version.pk}&rozdzial=diagnosis"
    place = f"diagnosis|{harvest.diagnosis.pk}|text"
    assert client.post(form, {"place": place, "quote": "Nie ma"}).status_code == 422
    assert client.post(form, {"place": place, "quote": "nagrzewa"}).status_code == 302
    text = client.get(listed).content.decode()
    assert "Miasto się nagrzewa" in text
    piece = harvest.barrier.shown_by.get(quote="nagrzewa")
    removing = reverse("evidence_remove", args=[harvest.plan.document.slug, harvest.barrier.pk, piece.pk])
    assert client.post(removing).status_code == 302
    assert not harvest.barrier.shown_by.filter(pk=piece.pk).exists()
    for wrong in ("wersja=nonsense", f"wersja={harvest.barrier.pk}"):
        assert client.get(f"{adding}?{wrong}").status_code == 404


def test_a_meeting_is_added_on_its_page(harvest: Harvest) -> None:
    meeting = factories.meeting(networks=[harvest.network], title="Warsztat o drogach")
    adding = reverse("evidence_meeting", args=[harvest.plan.document.slug, harvest.barrier.pk])
    client = signed_in(harvest.editor)
    assert "Warsztat o drogach" in client.get(adding).content.decode()
    assert client.post(adding, {"meeting": factories.meeting().pk}).status_code == 422
    assert client.post(adding, {"meeting": meeting.pk}).status_code == 302
    assert client.post(adding, {"meeting": meeting.pk}).status_code == 409
