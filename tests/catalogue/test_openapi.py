"""The OpenAPI description: valid, complete, and kept by every answer (schemathesis, in the same process)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from catalogue.exchange.tables import TABLES
from pim_portal.wsgi import application
from tests import factories
from tests.catalogue.factories import published_initiative, published_plan

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def description() -> dict[str, Any]:
    with translation.override("pl"):
        return Client().get("/api/v1/openapi.json").json()


@contextmanager
def one_connection() -> Iterator[None]:
    """The server gives its connection back after each answer; here it is the one that holds the test's data."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def world(settings: Any) -> None:
    settings.PORTAL_API_REQUESTS = 1_000_000
    network = factories.network(slug="zielona")
    published_initiative(factories.participation(network=network, edition=network.edition))
    published_plan(network)
    factories.meeting(edition=network.edition)


@pytest.mark.django_db
def test_the_description_names_every_table() -> None:
    paths = description()["paths"]
    for table in TABLES:
        assert f"/api/v1/{table.name}/" in paths
        assert f"/api/v1/{table.name}/{{key}}/" in paths
    assert description()["info"]["license"]["identifier"] == "CC-BY-4.0"


@pytest.mark.django_db
def test_the_english_description_is_of_the_english_addresses() -> None:
    described = Client().get("/en/api/v1/openapi.json").json()
    assert "/en/api/v1/actions/" in described["paths"]
    assert "Which city took part" in str(described["paths"]["/en/api/v1/participations/"])


@pytest.mark.django_db
def test_every_operation_has_its_own_name_and_says_what_it_gives() -> None:
    operations = [methods["get"] for methods in description()["paths"].values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) == 2 * len(TABLES) + 1
    assert all("200" in operation["responses"] for operation in operations)
    assert {method for methods in description()["paths"].values() for method in methods} == {"get"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_answers_keep_to_the_description(world: None, table: Any) -> None:
    """Requests that the description allows, drawn anew but always the same ones, for the list and for one record."""
    schema = schemathesis.openapi.from_dict(description())
    schema.app = application
    for path in (f"/api/v1/{table.name}/", f"/api/v1/{table.name}/{{key}}/"):
        with one_connection():
            ask(schema[path]["GET"])


def ask(operation: Any) -> None:
    @given(operation.as_strategy())
    @settings(
        max_examples=12,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def once(case: schemathesis.Case) -> None:
        # The client of one process says that it takes packed answers, and then does not unpack them.
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    once()
