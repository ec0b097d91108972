"""Pages stay light on old office machines: the scripts that they bring have a limit."""

import pytest

from tests.browser.pages import BROWSER
from tests.browser.weight import over_the_wire, shipped
from tests.catalogue.factories import published_initiative, published_plan
from tests.documents.factories import team

pytestmark = BROWSER

#: bytes after gzip
EDITOR_LIMIT = 260_000
PAGE_LIMIT = 40_000
#: bytes of everything over the wire, for a reader who comes for the first time
HOME_LIMIT = 120_000


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


@pytest.mark.parametrize("path", ["", "en/"])
def test_home_loads_quickly_on_a_slow_line(visitors, path):
    published_initiative()
    published_plan()
    visitor = visitors()
    loaded = over_the_wire(visitor.page, f"{visitor.address}/{path}")
    assert {url for url in loaded if not url.startswith(visitor.address)} == set()
    assert sum(loaded.values()) < HOME_LIMIT, sorted(loaded.items(), key=lambda one: -one[1])
