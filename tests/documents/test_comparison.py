"""Two snapshots compared: sections, rows and fields of every kind, formatting kept, kept by their hashes."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import override
from kombu.exceptions import OperationalError

from core.comparing import compare_rich
from documents.enums import Purpose
from documents.models import Version
from documents.queries import content_hash, snapshot
from documents.rendering import comparison
from documents.rendering.changes import FieldChange, RowChange
from documents.rendering.comparison import Comparison, compare, compare_now, kept
from documents.services import comparing, freeze
from documents.tasks import prepare_comparison
from tests.core.rich_texts import canonical, side
from tests.documents.factories import team
from tests.publishing import factories as make

Content = dict[str, Any]


def edited(**changes: Any) -> tuple[Content, Content]:
    """A rich plan, and the same with values changed: `kind=(place, {field: value})`."""
    old = make.rich_initiative()
    new = copy.deepcopy(old)
    for kind, (place, values) in changes.items():
        new["parts"][kind][place]["values"].update(values)
    return old, new


def rows(found: Comparison) -> list[RowChange]:
    return [row for section in found.sections for row in section.rows]


def only_field(old: Content, new: Content) -> FieldChange:
    with override("pl"):
        [row] = rows(compare_now(old, new))
    [field] = row.fields
    return field


def inline(field: FieldChange) -> str:
    return "".join(stretch.inline for stretch in field.shown.stretches)


def words(field: FieldChange) -> tuple[str, str]:
    """The field as it was and as it is, without markup."""
    return tuple(" ".join(canonical(side(inline(field), which)).split()) for which in ("old", "new"))  # type: ignore[return-value]


def test_the_same_snapshot_differs_in_nothing() -> None:
    content = make.rich_initiative()
    assert compare_now(content, copy.deepcopy(content)).sections == ()
    assert compare_now(content, content).count == 0


@pytest.mark.parametrize(
    ("kind", "field", "value", "was", "stays"),
    [
        ("action", "cost", "500000.00", "250 000 zł", "500 000 zł"),
        ("action", "start", "2028-05-01", "styczeń 2027", "maj 2028"),
        ("action", "kind", "law", "inwestycyjne", None),
        ("action", "lead", "Gdańskie Nowe Wody", "Zarząd Dróg i Zieleni", "Gdańskie Nowe Wody"),
        ("action", "aim", make.row_id("aim", 1), "Więcej cienia", "Retencja wody"),
        ("action", "outputs", ["120 nowych drzew", "2 place"], "120 nowych drzew", "2 place"),
        ("action", "cost", None, "250 000 zł", ""),
        ("annex", "file", "annexes/2027/nowa.png", "mapa-wysp-ciepla.png", "nowa.png"),
        ("data_item", "source_url", "https://example.org/x", "", "https://example.org/x"),
        ("stakeholder", "influence", 1, "3", "1"),
        ("summary", "text", "Centrum nagrzewa się latem.", "Plan łączy", "Centrum nagrzewa"),
    ],
)
def test_every_kind_of_field_is_shown_in_words(kind: str, field: str, value: Any, was: str, stays: str | None) -> None:
    found = only_field(*edited(**{kind: (0, {field: value})}))
    assert found.name == field
    old, new = words(found)
    assert was.casefold() in old.casefold().replace("\u00a0", " ")
    assert stays is None or stays in new.replace("\u00a0", " ")
    assert old != new


def test_an_amount_changes_as_a_whole() -> None:
    found = inline(only_field(*edited(action=(0, {"cost": "251000.00"}))))
    assert found.count("<del>") == found.count("<ins>") == 1
    assert "250\u00a0000" in found


def test_rich_text_keeps_its_format_and_folds_what_did_not_change() -> None:
    old = make.rich_initiative()
    text = old["parts"]["diagnosis"][0]["values"]["text"]
    new = text.replace("<td>84%</td>", "<td><strong>86%</strong></td>").replace(
        "<h3>Woda</h3>", "<h3>Woda i susza</h3>"
    )
    field = only_field(*edited(diagnosis=(0, {"text": new})))
    stretches = field.shown.stretches
    assert [stretch.is_same for stretch in stretches] == [True, False, True, False, True]
    assert stretches[3].has_table
    assert "<strong><ins>" in stretches[3].inline
    assert "<h5>" in inline(field)
    assert "<h3" not in inline(field)


def test_a_change_of_format_only_says_so() -> None:
    old = make.rich_initiative()
    text = old["parts"]["diagnosis"][0]["values"]["text"]
    field = only_field(*edited(diagnosis=(0, {"text": text.replace("Latem", "<em>Latem</em>", 1)})))
    assert field.shown.is_only_format


def test_rows_that_came_went_moved_and_changed() -> None:
    old, new = edited(action=(3, {"lead": "Ktoś inny"}))
    actions = new["parts"]["action"]
    gone = actions.pop(1)
    came = {**copy.deepcopy(actions[0]), "id": "00000000-0000-0000-0000-000000000001"}
    came["values"]["title"] = "Zupełnie nowe"
    actions.append(came)
    actions.insert(0, actions.pop(8))
    with override("pl"):
        section = next(one for one in compare_now(old, new).sections if one.key == "actions")
    kinds = {row.part_id: row.kind for row in section.rows if row.part_kind == "action"}
    assert kinds[gone["id"]] == "gone"
    assert kinds[came["id"]] == "new"
    assert sorted(kinds.values()) == ["changed", "gone", "moved", "new"]
    moved = next(row for row in section.rows if row.kind == "moved")
    assert moved.places == (10, 1)
    assert {row.part_kind for row in section.rows} == {"action", "action_funding"}


def test_what_rows_own_is_compared_too() -> None:
    old, new = edited(action_funding=(0, {"amount": "1.00"}))
    [row] = rows(compare_now(old, new))
    assert (row.part_kind, row.kind) == ("action_funding", "changed")
    assert row.name.startswith("D1 ")


def texts() -> list[str]:
    """All rich texts of the sample programme and of the factories."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.extend([value] if "<p>" in value or "<li>" in value else [])
        elif isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                walk(inner)

    for path in sorted(Path(settings.BASE_DIR, "pim_portal", "sample", "mid").glob("*.json")):
        walk(json.loads(path.read_text()))
    walk(make.rich_initiative())
    return list(dict.fromkeys(found))


def test_both_sides_come_out_of_real_texts() -> None:
    """Each text against the next one, and against itself with a block moved and words changed."""
    real = texts()
    assert len(real) > 20
    for old, other in zip(real, [*real[1:], real[0]], strict=True):
        blocks = old.replace("</p><", "</p>\x00<").split("\x00")
        turned = "".join([*blocks[1:], blocks[0]]).replace(" w ", " nad ", 2)
        for new in (other, turned):
            found = compare_rich(old, new)
            assert canonical(side(found.inline, "old")) == canonical(old)
            assert canonical(side(found.inline, "new")) == canonical(new)


def test_it_is_kept_by_both_hashes_and_the_language() -> None:
    old, new = edited(action=(0, {"lead": f"Nowy {content_hash(make.rich_initiative())[:5]}"}))
    hashes = content_hash(old), content_hash(new)
    with override("pl"):
        found = compare(old, new)
        assert kept(*hashes) == found
        assert kept(*hashes[::-1]) is None
    with override("en"):
        assert kept(*hashes) is None
        assert compare(old, new).sections[0].title != found.sections[0].title


@pytest.mark.django_db
class TestLongOnes:
    """What takes long is made by a worker; the page finds it in the cache."""

    def states(self) -> tuple[Version, Content]:
        our = team()
        version = freeze(document=our.document, by=our.anna, purpose=Purpose.MANUAL)
        content = snapshot(our.document)
        content["title"] = "Inny tytuł"
        content["parts"]["summary"][0]["values"]["text"] = f"Nowe streszczenie {our.document.pk}."
        return version, content

    def test_a_short_comparison_is_made_at_once(self) -> None:
        assert comparing.compare_states(*self.states()).comparison is not None

    def test_a_long_one_is_handed_over_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple] = []
        monkeypatch.setattr(comparing, "LONG", 10)
        monkeypatch.setattr(prepare_comparison, "delay", lambda *arguments: asked.append(arguments))
        version, content = self.states()
        for _look in range(2):
            assert comparing.compare_states(version, content) == comparing.Compared()
        assert len(asked) == 1
        prepare_comparison(*asked[0])
        prepare_comparison(*asked[0])
        found = comparing.compare_states(version, content).comparison
        assert found is not None
        assert found.count == 1

    def test_a_failure_is_told_and_not_tried_at_every_look(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple] = []
        monkeypatch.setattr(comparing, "LONG", 10)
        monkeypatch.setattr(prepare_comparison, "delay", lambda *arguments: asked.append(arguments))
        version, content = self.states()
        comparing.compare_states(version, content)
        with monkeypatch.context() as broken:
            broken.setattr(comparison, "compare_now", lambda *_contents: 1 / 0)
            prepare_comparison(*asked[0])
        assert comparing.compare_states(version, content).has_failed
        assert len(asked) == 1

    def test_without_a_queue_or_a_cache_the_page_makes_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(comparing, "LONG", 10)

        def away(*_arguments: Any) -> None:
            raise OperationalError

        monkeypatch.setattr(prepare_comparison, "delay", away)
        assert comparing.compare_states(*self.states()).comparison is not None
        monkeypatch.setattr(cache, "get", lambda _key, default=None: default)
        monkeypatch.setattr(cache, "add", lambda *_arguments: True)
        assert comparing.compare_states(*self.states()).comparison is not None

    def test_a_draft_that_waited_too_long_is_left_alone(self) -> None:
        prepare_comparison("draft:gone", "draft:gone", ("a", "b"), "pl")
        with override("pl"):
            assert kept("a", "b") is None
