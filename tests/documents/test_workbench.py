"""The pages of the workbench: who sees them, what they save, and that nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from documents.enums import Purpose, State
from documents.models import Document, HeldText
from documents.parts import document_kind
from documents.queries import rows
from documents.services import delete_part, freeze
from tests import factories
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db

ACTION_POST = {"title": "Sadzenie drzew", "kind": "investment", "priority": "2", "state": "planned"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(our: Team, page: str, *arguments) -> str:
    return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def edit_address(our: Team, key: str, part) -> str:
    return address(our, "part_edit", key, part.pk)


def all_addresses(our: Team) -> list[str]:
    action = our.add("action", **ACTION)
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    return [
        address(our, "workbench"),
        address(our, "preview"),
        address(our, "versions"),
        address(our, "version", version.number),
        *(address(our, "section", section.slug) for section in document_kind("mid").sections),
        address(our, "part_add", "action"),
        edit_address(our, "action", action),
        address(our, "part_delete", "action", action.pk),
    ]


def test_the_team_opens_every_page():
    our = team()
    client = signed_in(our.anna)
    urls = all_addresses(our)
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_a_visitor_is_asked_to_sign_in():
    our = team()
    for url in all_addresses(our):
        answer = Client().get(url)
        assert answer.status_code == 302
        assert answer.url.endswith(f"?next={url}")


def test_strangers_find_nothing():
    our, other = team(), team()
    wrong_expert = factories.expert(other.document.initiative.participation.network)
    for person in (other.anna, wrong_expert, factories.user()):
        client = signed_in(person)
        assert {client.get(url).status_code for url in all_addresses(our)} == {404}


def test_experts_and_coordinators_read_and_do_not_write():
    our = team()
    action = our.add("action", **ACTION)
    expert = factories.expert(our.document.initiative.participation.network)
    for person in (expert, factories.coordinator()):
        client = signed_in(person)
        for page in ("workbench", "preview", "versions"):
            assert client.get(address(our, page)).status_code == 200
        section = client.get(address(our, "section", "dzialania"))
        assert section.status_code == 200
        assert "<form" not in section.content.decode().split('class="workbench-main"')[1]
        assert client.get(edit_address(our, "action", action)).status_code == 403
        assert client.get(address(our, "part_add", "action")).status_code == 403
        assert client.post(address(our, "part_move", "action", action.pk)).status_code == 403
        assert client.post(edit_address(our, "action", action), ACTION_POST).status_code == 403
    assert our.kind("action").model.objects.get().version == 1


def test_unknown_places_are_404():
    our = team()
    client = signed_in(our.anna)
    unknown = "00000000-0000-4000-8000-000000000000"
    assert client.get(address(our, "section", "nieznana")).status_code == 404
    assert client.get(address(our, "part_add", "nieznane")).status_code == 404
    assert client.get(address(our, "part_add", "record")).status_code == 404
    assert client.get(address(our, "part_edit", "action", unknown)).status_code == 404
    assert client.get(address(our, "version", 9)).status_code == 404
    assert client.get(address(our, "file", unknown)).status_code == 404


def test_a_single_part_is_saved_and_leads_back_to_its_section():
    our = team()
    record = our.single("record")
    answer = signed_in(our.anna).post(
        edit_address(our, "record", record), {"base_version": 1, "title": "Zielone ulice"}
    )
    assert (answer.status_code, answer.url) == (302, address(our, "section", "metryczka") + "#record")
    assert our.single("record").title == "Zielone ulice"


def test_save_and_go_on_leads_to_the_next_section():
    our = team()
    data = {"base_version": 1, "title": "Zielone ulice", "next": "1"}
    answer = signed_in(our.anna).post(edit_address(our, "record", our.single("record")), data)
    assert answer.url == address(our, "section", "streszczenie")


def test_a_row_is_added_moved_deleted_and_brought_back():
    our = team()
    client = signed_in(our.anna)
    client.post(address(our, "part_add", "action"), {**ACTION_POST, "title": "Pierwsze"})
    client.post(address(our, "part_add", "action"), {**ACTION_POST, "title": "Drugie"})
    second = rows(our.document, our.kind("action"))[1]
    client.post(address(our, "part_move", "action", second.pk), {"direction": "up"})
    assert [row.title for row in rows(our.document, our.kind("action"))] == ["Drugie", "Pierwsze"]
    client.post(address(our, "part_delete", "action", second.pk), {"base_version": second.version})
    assert [row.title for row in rows(our.document, our.kind("action"))] == ["Pierwsze"]
    assert "Drugie" in client.get(address(our, "section", "dzialania")).content.decode()
    client.post(address(our, "part_restore", "action", second.pk))
    assert [row.title for row in rows(our.document, our.kind("action"))] == ["Pierwsze", "Drugie"]


def test_a_wrong_form_keeps_what_was_typed_and_says_what_is_wrong():
    our = team()
    answer = signed_in(our.anna).post(
        address(our, "part_add", "action"), {**ACTION_POST, "cost": "-5", "lead": "Zieleń"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r"<title>\s*Error: ", page)
    assert 'href="#action_cost"' in page
    assert 'value="Zieleń"' in page
    assert rows(our.document, our.kind("action")) == []


def test_a_late_save_shows_both_texts_and_saves_the_rest():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Zielone ulice Rzeszowa")
    answer = signed_in(our.bartek).post(
        edit_address(our, "record", record), {"base_version": 1, "title": "Chłodne ulice Rzeszowa", "subtitle": "Nowy"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<mark>Zielone</mark> ulice Rzeszowa" in page
    assert "<mark>Chłodne</mark> ulice Rzeszowa" in page
    assert str(our.anna) in page
    assert (our.single("record").title, our.single("record").subtitle) == ("Zielone ulice Rzeszowa", "Nowy")


def test_a_late_save_of_other_words_is_merged_and_told():
    our = team()
    record = our.save(our.anna, "record", our.single("record"), 1, title="Ulice Rzeszowa")
    our.save(our.anna, "record", record, 2, title="Zielone ulice Rzeszowa")
    answer = signed_in(our.bartek).post(
        edit_address(our, "record", record), {"base_version": 2, "title": "Ulice Rzeszowa i okolic"}, follow=True
    )
    assert our.single("record").title == "Zielone ulice Rzeszowa i okolic"
    assert f"{our.anna} changed this too: “Title of the plan”" in answer.content.decode()


def forms_of(page: str) -> list[dict[str, list[str]]]:
    """The fields of every form about a waiting text, as a browser without scripts would send them."""
    found = []
    for form in re.findall(r"<form[^>]*/czekajace/[^>]*>(.*?)</form>", page, re.DOTALL):
        fields: dict[str, list[str]] = {}
        for tag, inside in re.findall(r"<(?:input|textarea)([^>]*)>(?:\n?([^<]*)</textarea>)?", form):
            name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
            if name:
                fields.setdefault(name[1], []).append(value[1] if value else inside)
        found.append(fields)
    return found


def clash(our: Team, client: Client) -> list[dict[str, list[str]]]:
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    data = {"base_version": 1, "title": "Tekst Bartka", "subtitle": "Podtytuł", "period_start_month": "3",
            "period_start_year": "2024"}  # fmt: skip
    return forms_of(client.post(edit_address(our, "record", record), data).content.decode())


def settle(our: Team, client: Client, data: dict, choice: str):
    return client.post(address(our, "held_text", HeldText.objects.get().pk), {**data, "choice": choice})


@pytest.mark.parametrize(
    ("form", "choice", "title"),
    [
        (0, "mine", "Tekst Bartka"),
        (0, "theirs", "Tekst Anny"),
        (0, "both", "Tekst Anny Tekst Bartka"),
        (1, "edited", "Tekst Bartka"),
    ],
)
def test_each_way_out_of_a_clash_works_without_scripts(form, choice, title):
    our = team()
    client = signed_in(our.bartek)
    answer = settle(our, client, clash(our, client)[form], choice)
    record = our.single("record")
    assert (answer.status_code, answer.url) == (302, address(our, "section", "metryczka") + "#record")
    assert (record.title, record.subtitle, str(record.period_start)) == (title, "Podtytuł", "2024-03-01")
    assert HeldText.objects.filter(settled_at=None).count() == 0


def test_texts_may_be_joined_in_a_clash():
    our = team()
    client = signed_in(our.bartek)
    settle(our, client, {**clash(our, client)[1], "title": "Tekst Anny i Bartka"}, "edited")
    assert our.single("record").title == "Tekst Anny i Bartka"


def test_a_third_save_during_a_clash_is_a_clash_again():
    our = team()
    client = signed_in(our.bartek)
    data = clash(our, client)[0]
    our.save(our.anna, "record", our.single("record"), our.single("record").version, title="Trzeci tekst")
    assert settle(our, client, data, "mine").status_code == 409
    assert our.single("record").title == "Trzeci tekst"
    assert HeldText.objects.get(settled_at=None).mine == "Tekst Bartka"


def test_words_for_a_deleted_row_wait_and_can_be_added_as_a_new_row():
    our = team()
    row = our.add("stakeholder", **STAKEHOLDER)
    delete_part(by=our.anna, document=our.document, kind=our.kind("stakeholder"), part_id=row.pk, base_version=1)
    client = signed_in(our.bartek)
    data = {"base_version": 1, "name": "Rada seniorów", "kind": "residents", "influence": "2", "interest": "2",
            "attitude": "neutral", "engagement": "inform"}  # fmt: skip
    answer = client.post(edit_address(our, "stakeholder", row), data)
    assert answer.status_code == 409
    assert "Rada seniorów" in answer.content.decode()
    client.post(address(our, "held_text", HeldText.objects.get(field="name").pk), {"choice": "copy"})
    assert [(one.name, one.influence) for one in rows(our.document, our.kind("stakeholder"))] == [("Rada seniorów", 2)]
    assert HeldText.objects.filter(settled_at=None).count() == 0


def test_a_form_sent_twice_is_one_row_and_one_move():
    our = team()
    client = signed_in(our.anna)
    page = client.get(address(our, "part_add", "action")).content.decode()
    keys = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("request", "row_id")}
    for _time in range(2):
        assert client.post(address(our, "part_add", "action"), {**ACTION_POST, **keys}).status_code == 302
    assert len(rows(our.document, our.kind("action"))) == 1
    last = [our.add("action", **ACTION) for _number in range(2)][-1]
    for _time in range(2):
        client.post(address(our, "part_move", "action", last.pk), {"direction": "up", "request": keys["request"]})
    assert rows(our.document, our.kind("action"))[1].pk == last.pk


def test_words_typed_while_the_document_was_submitted_stay_in_the_form():
    our = team()
    Document.objects.filter(pk=our.document.pk).update(state=State.ACCEPTED)
    answer = signed_in(our.bartek).post(
        edit_address(our, "record", our.single("record")), {"base_version": 1, "title": "Długo pisany tytuł"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Długo pisany tytuł"' in page
    assert "cannot be edited now" in page


def test_a_row_changed_meanwhile_is_shown_again_before_it_is_deleted():
    our = team()
    row = our.add("stakeholder", **STAKEHOLDER)
    our.save(our.bartek, "stakeholder", row, 1, name="Rada seniorów")
    client = signed_in(our.anna)
    answer = client.post(address(our, "part_delete", "stakeholder", row.pk), {"base_version": "1"})
    assert answer.status_code == 409
    assert 'name="base_version" value="2"' in answer.content.decode()
    assert len(rows(our.document, our.kind("stakeholder"))) == 1


@pytest.mark.parametrize("version", ["", "-1", "abc", "99999999999999999999", "²"])
def test_a_senseless_version_deletes_nothing(version):
    our = team()
    row = our.add("stakeholder", **STAKEHOLDER)
    answer = signed_in(our.anna).post(address(our, "part_delete", "stakeholder", row.pk), {"base_version": version})
    assert answer.status_code == 409


def test_an_aim_in_use_names_its_actions():
    our = team()
    aim = our.add("aim", text="Cel", priority=1)
    our.add("action", **ACTION, aim=aim)
    client = signed_in(our.anna)
    url = address(our, "part_delete", "aim", aim.pk)
    assert "D1 Sadzenie drzew" in client.get(url).content.decode()
    answer = client.post(url, {"base_version": 1})
    assert answer.status_code == 409
    assert "D1 Sadzenie drzew" in answer.content.decode()


def test_hostile_words_are_shown_as_words():
    our = team()
    hostile = '"><script>alert(1)</script>'
    our.save(our.anna, "record", our.single("record"), 1, title=hostile)
    our.add("action", **{**ACTION, "title": hostile}, description=f"<p>{hostile}</p>")
    client = signed_in(our.anna)
    for url in all_addresses(our):
        assert "<script>alert(1)" not in client.get(url).content.decode()


def test_an_annex_is_uploaded_and_downloaded_as_a_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    our = team()
    client = signed_in(our.anna)
    pdf = SimpleUploadedFile("mapa.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    client.post(address(our, "part_add", "annex"), {"title": "Mapa", "kind": "map", "licence": "cc_by", "file": pdf})
    annex = rows(our.document, our.kind("annex"))[0]
    answer = client.get(address(our, "file", annex.pk))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7\n%%EOF\n"
    assert signed_in(team().anna).get(address(our, "file", annex.pk)).status_code == 404


def test_a_too_large_annex_is_refused_without_being_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PORTAL_ANNEX_MAX_BYTES = 1024
    our = team()
    big = SimpleUploadedFile("mapa.pdf", b"%PDF-1.7\n" + b"\x00" * 6_000_000, "application/pdf")
    data = {"title": "Mapa", "kind": "map", "licence": "cc_by", "file": big}
    answer = signed_in(our.anna).post(address(our, "part_add", "annex"), data)
    assert answer.status_code == 422
    assert "The file is too large" in answer.content.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("slug", ["dzialania", "interesariusze", "harmonogram"])
def test_a_section_costs_the_same_with_200_rows(slug, django_assert_max_num_queries):
    our = team()
    client = signed_in(our.anna)
    our.add("action", **ACTION)
    our.add("stakeholder", **STAKEHOLDER)
    with django_assert_max_num_queries(10):
        client.get(address(our, "section", slug))
    for key, values in (("action", ACTION), ("stakeholder", STAKEHOLDER)):
        model = our.kind(key).model
        model.objects.bulk_create([model(document=our.document, position=place, **values) for place in range(2, 201)])
    with django_assert_max_num_queries(10):
        page = client.get(address(our, "section", slug))
    assert page.status_code == 200


def test_the_overview_lists_what_is_missing_with_links():
    our = team()
    page = signed_in(our.anna).get(address(our, "workbench")).content.decode()
    assert address(our, "section", "metryczka") + "#record_title" in page
    factories.fill_mid(our.document, by=our.anna)
    page = signed_in(our.anna).get(address(our, "workbench")).content.decode()
    assert "All required fields are filled" in page


def test_the_workbench_of_an_improvement_plan_is_the_same():
    plan = factories.plan()
    editor = factories.pu_editor(plan.network)
    client = signed_in(editor)
    for section in document_kind("pu").sections:
        assert client.get(reverse("plan_section", args=[plan.document.slug, section.slug])).status_code == 200
    barrier = {
        "code": f"{plan.network.code}-B01",
        "title": "Brak danych",
        "kind": "data",
        "scale": "local",
        "weight": "3",
    }
    client.post(reverse("plan_part_add", args=[plan.document.slug, "barrier"]), barrier)
    again = client.post(reverse("plan_part_add", args=[plan.document.slug, "barrier"]), barrier)
    assert again.status_code == 422
    assert len(rows(plan.document, document_kind("pu").part_kind("barrier"))) == 1


def test_the_guidance_of_the_edition_stands_above_its_section():
    edition = factories.edition(
        mid_template={"sections": {"challenge": {"guidance": {"pl": "Krótko.", "en": "Be short."}, "example": "Upał."}}}
    )
    participation = factories.participation(edition=edition)
    document = factories.initiative(participation).document
    client = signed_in(factories.member(participation))
    page = client.get(reverse("initiative_section", args=[document.slug, "wyzwanie"])).content.decode()
    assert "Be short." in page
    assert "Upał." in page
