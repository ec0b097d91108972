"""Pages stay light on old office machines: the scripts that they bring have a limit."""

import pytest

from tests.browser.pages import BROWSER
from tests.browser.weight import shipped
from tests.documents.factories import team

pytestmark = BROWSER

#: bytes after gzip
EDITOR_LIMIT = 260_000
PAGE_LIMIT = 40_000


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("praca/mid/{slug}/diagnoza/", EDITOR_LIMIT),
        ("praca/mid/{slug}/dzialania/", EDITOR_LIMIT),
        ("praca/mid/{slug}/action/dodaj/", EDITOR_LIMIT),
        ("praca/mid/{slug}/podglad/", PAGE_LIMIT),
        ("praca/", PAGE_LIMIT),
        ("", PAGE_LIMIT),
        ("mid/", PAGE_LIMIT),
    ],
)
def test_a_page_brings_few_scripts(visitors, path, limit):
    our = team()
    visitor = visitors()
    visitor.sign_in(our.anna)
    brought = shipped(visitor.page, f"{visitor.address}/{path.format(slug=our.document.slug)}")
    assert 0 < brought["script"] < limit
