"""Anchored passages: chosen, followed through every write, noted in every Version."""

import pytest

from core.exceptions import InvalidInput
from documents.enums import AnchorState, Purpose
from documents.services import freeze, make_anchor
from tests.documents.factories import Team, team

pytestmark = pytest.mark.django_db

TEXT = "<p>Miasto się nagrzewa. Brakuje cienia.</p><p>Mieszkańcy chcą drzew.</p>"


def diagnosis(our: Team, text: str = TEXT, base: int = 1):
    return our.save(our.anna, "diagnosis", our.single("diagnosis"), base, text=text)


def anchor(our: Team, quote: str, version=None, **context):
    return make_anchor(
        document=our.document,
        kind=our.kind("diagnosis"),
        part_id=our.single("diagnosis").pk,
        field="text",
        version=version,
        quote=quote,
        **context,
    )


def test_a_passage_of_the_draft():
    our = team()
    diagnosis(our)
    made = anchor(our, "Brakuje cienia.")
    assert (made.quote, made.before, made.after) == (
        "Brakuje cienia.",
        "Miasto się nagrzewa. ",
        "\nMieszkańcy chcą drzew.",
    )
    assert (made.start, made.end, made.live_start, made.live_end) == (21, 36, 21, 36)
    assert made.state == AnchorState.EXACT


def test_a_passage_of_a_version_is_followed_to_the_draft():
    our = team()
    diagnosis(our)
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    diagnosis(our, "<p>Nowe zdanie.</p>" + TEXT, base=2)
    made = anchor(our, "Brakuje cienia.", version)
    assert (made.start, made.live_start, made.live_end) == (21, 34, 49)


def test_words_that_are_not_there_or_not_alone_are_refused():
    our = team()
    diagnosis(our, "<p>Beton. Beton.</p>")
    with pytest.raises(InvalidInput):
        anchor(our, "Trawa")
    with pytest.raises(InvalidInput):
        anchor(our, "Beton.")
    assert anchor(our, "Beton.", hint=9).start == 7
