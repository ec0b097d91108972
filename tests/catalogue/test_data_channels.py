"""Whatever is published, withdrawn and restored in whatever order: every channel of data shows what is public, only."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from catalogue.exchange.tables import TABLES
from catalogue.models import Publication
from catalogue.services import publish, restore, withdraw
from tests import factories
from tests.catalogue.factories import accepted_initiative, accepted_plan

pytestmark = pytest.mark.django_db
FEEDS = ("initiative_feed", "plan_feed", "recommendation_feed", "practice_feed")
OTHERS = ("dcat_ttl", "dcat_jsonld", "harvester", "meeting_calendar", "api", "data", "sitemap")


def words_of_channels(client: Client) -> dict[str, str]:
    """What each channel says, by its address."""
    found = {}
    for table in TABLES:
        for path in (f"/api/v1/{table.name}/?page_size=500", f"/en/api/v1/{table.name}/"):
            found[path] = client.get(path).content.decode()
        for end in (".csv", "-excel.csv", ".json"):
            path = f"/dane/{table.slug}{end}"
            found[path] = client.get(path).content.decode()
        path = f"/dane/{table.slug}.xlsx"
        book = load_workbook(io.BytesIO(client.get(path).content), read_only=True)
        found[path] = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    with translation.override("pl"):
        paths = [reverse(name) for name in (*FEEDS, *OTHERS)]
    for path in (*paths, *(f"/en{path}" for path in paths)):
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = answer.content.decode()
    return found


#: what must not be found while a document is not public; what must be found while it is, and where
MARKS = {"mid": ("initiatives", "actions", "stakeholders"), "pu": ("improvement-plans", "barriers", "recommendations")}


@pytest.fixture
def documents(settings: Any) -> list[Any]:
    settings.PORTAL_API_REQUESTS = settings.PORTAL_FILE_REQUESTS = 1_000_000
    first = accepted_initiative(title="Znakpierwszy")
    second = accepted_initiative(title="Znakdrugi")
    return [first, second, accepted_plan()]


def move(document: Any, by: Any) -> None:
    """The next thing that a coordinator can do with it."""
    document.refresh_from_db()
    publication = Publication.objects.filter(document=document).first()
    if publication is None:
        publish(by=by, document=document)
    elif publication.withdrawn_at:
        restore(by=by, document=document)
    else:
        withdraw(by=by, document=document, reason="Na próbę.")


def is_public(document: Any) -> bool:
    return Publication.objects.filter(document=document, withdrawn_at=None).exists()


def test_every_channel_shows_what_is_public_and_nothing_else(documents: list[Any]) -> None:
    coordinator = factories.coordinator()
    rows: dict[Any, list[str]] = {document.pk: [] for document in documents}

    @given(moves=st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=4))
    @settings(
        max_examples=5,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def play(moves: list[int]) -> None:
        for number in moves:
            move(documents[number], coordinator)
        check(documents, rows)

    play()


def check(documents: list[Any], rows: dict[Any, list[str]]) -> None:
    client = Client()
    channels = words_of_channels(client)
    for document in documents:
        public = is_public(document)
        marks = [document.slug, *rows[document.pk]]
        if document.kind == "pu":
            marks = [f"{document.improvement_plan.network.code}-R01", *rows[document.pk]]
        if not public:
            seen = [path for path, words in channels.items() if any(mark in words for mark in marks)]
            assert seen == []
        else:
            for table in MARKS[document.kind]:
                assert document.slug in channels[f"/api/v1/{table}/?page_size=500"], table
            key = "initiative" if document.kind == "mid" else "improvement_plan"
            found = client.get(f"/api/v1/{MARKS[document.kind][1]}/?{key}={document.slug}").json()["results"]
            rows[document.pk] = [record["id"] for record in found]
            assert rows[document.pk]
        for row in rows[document.pk]:
            status = client.get(f"/api/v1/{MARKS[document.kind][1]}/{row}/").status_code
            assert status == (200 if public else 404)
