"""The inbox: by document and thread, filters, marking, paging, and what waits no more."""

from typing import Any
from uuid import uuid4

import pytest

from activity.models import Notice
from activity.queries import inbox_of, waiting_count
from activity.services import mark, settle
from tests.accounts.factories import signed_in, visitor
from tests.activity.told import reader, tell

pytestmark = pytest.mark.django_db


def test_notices_stand_by_document_and_within_it_by_thread() -> None:
    person, first, second = reader(), uuid4(), uuid4()
    tell(person, document=first, title="Pierwszy", thread="a", place="Cele")
    tell(person, document=second, title="Drugi")
    tell(person, document=first, title="Pierwszy", thread="b", place="Ryzyka")
    tell(person, document=first, title="Pierwszy", thread="a", place="Cele")
    groups = inbox_of(person, shown="", number=None).groups
    assert [(group.title, group.unseen) for group in groups] == [("Pierwszy", 3), ("Drugi", 1)]
    assert [(line.place, line.count) for line in groups[0].lines] == [("Cele", 2), ("Ryzyka", 1)]
    page = signed_in(person).get("/en/praca/powiadomienia/").content.decode()
    assert page.index("Pierwszy") < page.index("Drugi")
    assert "1 earlier notice" in page


def test_documents_with_something_new_come_first() -> None:
    person, old, new = reader(), uuid4(), uuid4()
    tell(person, document=new, title="Nowe")
    seen = tell(person, document=old, title="Widziane")
    mark(by=person, notices=[seen.notices.get().pk], seen=True)
    assert [group.title for group in inbox_of(person, shown="", number=None).groups] == ["Nowe", "Widziane"]


def test_what_waits_comes_first_within_its_document() -> None:
    person, document = reader(), uuid4()
    tell(person, document=document, path="/praca/1/", place="Czeka", waits=True)
    for number in range(20):
        tell(person, document=document, path=f"/praca/{number}x/")
    (group,) = inbox_of(person, shown="", number=None).groups
    assert (group.lines[0].place, group.count) == ("Czeka", 15)


def test_filters_show_what_they_say() -> None:
    person = reader()
    tell(person, title="Nowina")
    tell(person, title="Czeka", waits=True)
    seen = tell(person, title="Czeka i widziane", waits=True)
    mark(by=person, notices=[seen.notices.get().pk], seen=True)
    client = signed_in(person)

    def shown(name: str) -> set[str]:
        page = client.get(f"/praca/powiadomienia/?filter={name}")
        assert (page.context["counts"].everything, page.context["counts"].waits, page.context["counts"].unseen) == (
            3,
            2,
            2,
        )
        return {group.title for group in page.context["inbox"].groups}

    assert shown("") == shown("nonsense") == {"Nowina", "Czeka", "Czeka i widziane"}
    assert shown("waits") == {"Czeka", "Czeka i widziane"}
    assert shown("unseen") == {"Nowina", "Czeka"}


def test_opening_a_notice_marks_its_earlier_ones_and_swallows_none() -> None:
    person, document = reader(), uuid4()
    for path in ("/praca/?a#uwaga-1", "/praca/?a#uwaga-1", "/praca/?a#uwaga-2"):
        tell(person, document=document, path=path)
    first, second, other = Notice.objects.filter(user=person).order_by("pk")
    client = signed_in(person)
    assert client.get(f"/praca/powiadomienia/{second.pk}/")["Location"] == "/praca/?a#uwaga-1"
    assert list(Notice.objects.filter(user=person, seen_at=None)) == [other]
    page = client.get("/praca/powiadomienia/")
    assert page.context["inbox"].groups[0].count == 3
    client.post("/praca/powiadomienia/zaznacz/", {"unsee": str(first.pk)})
    first.refresh_from_db()
    assert first.seen_at is None


def test_chosen_notices_are_marked_and_the_place_in_the_list_is_kept() -> None:
    person = reader()
    for number in range(3):
        tell(person, path=f"/praca/{number}/")
    ids = list(Notice.objects.filter(user=person).values_list("pk", flat=True))
    form = {"notice": [f"{ids[0]},{ids[1]}"], "see": "", "filter": "unseen", "page": "2", "document": ""}
    answer = signed_in(person).post("/praca/powiadomienia/zaznacz/", form)
    assert answer["Location"] == "/praca/powiadomienia/?filter=unseen&page=2"
    assert list(Notice.objects.filter(user=person, seen_at=None).values_list("pk", flat=True)) == [ids[2]]


def test_nobody_marks_the_notices_of_another_person() -> None:
    person, other = reader(), reader()
    tell(person)
    notice = Notice.objects.get(user=person)
    for form in ({"see": str(notice.pk)}, {"see": "", "notice": str(notice.pk)}):
        signed_in(other).post("/praca/powiadomienia/zaznacz/", form)
    assert mark(by=other, notices=[notice.pk], seen=True) == 0
    assert visitor().post("/praca/powiadomienia/zaznacz/", {"see": str(notice.pk)}).status_code == 302
    notice.refresh_from_db()
    assert notice.seen_at is None


@pytest.mark.parametrize("ids", ["", "abc", "-1", "9" * 30, "1,,2,x", "٣", "0x10"])
def test_nonsense_marks_nothing(ids: str) -> None:
    person = reader()
    assert signed_in(person).post("/praca/powiadomienia/zaznacz/", {"see": ids, "notice": ids}).status_code == 302


def test_documents_are_paged_and_long_ones_have_a_page_of_their_own() -> None:
    person, long = reader(), uuid4()
    for number in range(20):
        tell(person, document=long, title="Długi", path=f"/praca/{number}/")
    for number in range(11):
        tell(person, title=f"Plan {number}")
    client = signed_in(person)
    first, second = (client.get(f"/praca/powiadomienia/?page={number}").context["inbox"] for number in (1, 2))
    assert (len(first.groups), [group.title for group in second.groups]) == (10, ["Plan 0", "Długi"])
    assert (second.groups[1].count, second.groups[1].more) == (15, 5)
    page = client.get(f"/praca/powiadomienia/?document={long}")
    assert page.context["inbox"].groups[0].count == 20
    assert client.get("/praca/powiadomienia/?document=none").status_code == 200
    for nonsense in ("x", "1", "../"):
        assert client.get(f"/praca/powiadomienia/?document={nonsense}").status_code == 404
    assert client.get("/praca/powiadomienia/?page=abc").status_code == 200


def test_the_page_asks_the_same_of_the_database_for_one_document_and_for_many(django_assert_num_queries: Any) -> None:
    person = reader()
    client = signed_in(person)
    tell(person)
    with django_assert_num_queries(8):
        client.get("/praca/powiadomienia/")
    for _number in range(9):
        tell(person, thread="t", waits=True)
    with django_assert_num_queries(8):
        client.get("/praca/powiadomienia/")


# what waits no more


def test_what_is_settled_stays_in_the_list_and_waits_no_more() -> None:
    first, second, document = reader(), reader(), uuid4()
    tell(first, second, document=document, waits=True)
    tell(first, waits=True)
    assert settle(document_id=document, users=[first]) == 1
    assert (waiting_count(first), waiting_count(second)) == (1, 1)
    assert settle(document_id=document) == 1
    assert settle(document_id=document) == 0
    assert (waiting_count(first), waiting_count(second)) == (1, 0)
    assert Notice.objects.filter(user=first).count() == 2


def test_settling_is_narrowed_by_path_target_and_verb() -> None:
    person, document = reader(), uuid4()
    tell(person, document=document, path="/praca/ocena/a/#uwaga-1", waits=True)
    tell(person, document=document, path="/praca/ocena/b/", waits=True)
    assert settle(path="/praca/ocena/a/") == 1
    assert settle(target=("mid", uuid4())) == 0
    assert settle(document_id=document, verbs=["overdue"]) == 0
    assert settle(target=("mid", document), verbs=["replied"]) == 1
    with pytest.raises(ValueError, match="needs"):
        settle(users=[person])
    with pytest.raises(ValueError, match="needs"):
        settle(verbs=["overdue"])
