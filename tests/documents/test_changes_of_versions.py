"""What two Versions of one document differ in."""

from typing import Any

import pytest

from documents.models import Document
from documents.queries import snapshot
from documents.rendering import reading
from documents.rendering.changes import SectionChange, changes_between
from initiatives.models import Action, Aim, Stakeholder
from tests import factories
from tests.documents.factories import team

pytestmark = pytest.mark.django_db


def written() -> Document:
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    return our.document


def changes(old: dict[str, Any], document: Document) -> list[SectionChange]:
    return list(changes_between(reading(old), reading(snapshot(document))))


def told(sections: list[SectionChange]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """(section, kind, row, [(field, text)]), with {gone} and [new] words marked."""
    signs = {"same": "{}", "skip": "{}", "gone": "{{{}}}", "new": "[{}]"}
    return [
        (
            section.title,
            row.kind,
            row.name,
            [(field.label, "".join(signs[one.kind].format(one.text) for one in field.shown)) for field in row.fields],
        )
        for section in sections
        for row in section.rows
    ]


def test_the_same_words_differ_in_nothing() -> None:
    document = written()
    assert changes(snapshot(document), document) == []


def test_a_changed_field_shows_the_words_that_went_and_came() -> None:
    document = written()
    action = Action.objects.filter(document=document).first()
    action.description = "<p>Sto nowych <strong>drzew</strong>.</p>"
    action.save()
    old = snapshot(document)
    action.description = "<p>Dwieście nowych drzew i ławki.</p>"
    action.save()
    [(_section, kind, name, fields)] = told(changes(old, document))
    assert (kind, name) == ("changed", f"D1 {action.title}")
    assert fields == [("Opis", "{Sto}[Dwieście] nowych drzew[ i ławki].")]


def test_rows_that_came_went_and_moved() -> None:
    document = written()
    first = Stakeholder.objects.filter(document=document).first()
    second = Stakeholder.objects.create(document=document, name="Szkoła", position=first.position + 1)
    third = Stakeholder.objects.create(document=document, name="Klub", position=first.position + 2)
    old = snapshot(document)
    second.delete()
    Stakeholder.objects.filter(pk=third.pk).update(position=0)
    Stakeholder.objects.filter(pk=first.pk).update(position=5)
    Stakeholder.objects.create(document=document, name="Harcerze", position=9)
    found = [(kind, name.split(" ", 1)[-1]) for _section, kind, name, _fields in told(changes(old, document))]
    assert sorted(found) == sorted([("moved", found[0][1]), ("new", "Harcerze"), ("gone", "Szkoła")])


def test_a_reference_whose_row_only_changed_its_number_is_no_change() -> None:
    document = written()
    action = Action.objects.filter(document=document).first()
    aim = action.aim
    old = snapshot(document)
    Aim.objects.filter(pk=aim.pk).update(position=3)
    Aim.objects.create(document=document, text="Pierwszy", position=0)
    found = [(kind, name.split(" ", 1)[-1]) for _section, kind, name, _fields in told(changes(old, document))]
    assert found == [("new", "Pierwszy")]


def test_internal_fields_are_no_public_change() -> None:
    document = written()
    Stakeholder.objects.filter(document=document).update(contact="600 700 800")
    old = snapshot(document)
    Stakeholder.objects.filter(document=document).update(contact="601 701 801")
    assert changes(old, document) == []


def test_a_long_text_shows_its_changed_places_only() -> None:
    document = written()
    action = Action.objects.filter(document=document).first()
    words = " ".join(f"słowo{number}" for number in range(3000))
    action.description = words
    action.save()
    old = snapshot(document)
    action.description = words.replace("słowo1500", "inne")
    action.save()
    [(_section, _kind, _name, [(_label, text)])] = told(changes(old, document))
    assert "{ słowo1500}[ inne]" in text or "{słowo1500}[inne]" in text
    assert len(text) < 400
