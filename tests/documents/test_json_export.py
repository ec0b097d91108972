"""Documents as JSON: what leaves the workbench follows the schema that is published."""

import json

import jsonschema
import pytest
from django.urls import reverse

from documents.exchange import schema_of
from documents.parts import all_document_kinds
from documents.queries import SNAPSHOT_SCHEMA, public_content, snapshot
from tests import factories
from tests.documents.factories import STAKEHOLDER, team

pytestmark = pytest.mark.django_db


def published(client, kind: str) -> dict:
    answer = client.get(reverse("document_schema", args=[kind, SNAPSHOT_SCHEMA]))
    assert answer.headers["Content-Type"] == "application/schema+json"
    return json.loads(answer.content)


def test_the_schemas_are_schemas(client):
    for kind in all_document_kinds():
        jsonschema.Draft202012Validator.check_schema(published(client, kind.key))


def test_there_is_no_other_schema(client):
    for kind, version in (("mid", SNAPSHOT_SCHEMA + 1), ("zly", SNAPSHOT_SCHEMA)):
        assert client.get(reverse("document_schema", args=[kind, version])).status_code == 404


def test_an_empty_and_a_full_plan_follow_the_schema(client):
    our = team()
    client.force_login(our.anna)
    address = reverse("initiative_json_export", args=[our.document.slug])
    for step in (lambda: None, lambda: factories.fill_mid(our.document, by=our.anna)):
        step()
        content = client.get(address).json()
        jsonschema.validate(content, published(client, "mid"), format_checker=jsonschema.FormatChecker())
    assert content["parts"]["action"][0]["values"]["title"]


def test_a_plan_of_improvements_follows_the_schema():
    document = factories.plan().document
    kind = next(kind for kind in all_document_kinds() if kind.key == "pu")
    schema = schema_of(kind, SNAPSHOT_SCHEMA, address="https://pim.example/schematy/pu-1.json")
    jsonschema.validate(public_content(snapshot(document)), schema)


def test_contacts_stay_inside(client):
    our = team()
    our.add("stakeholder", **STAKEHOLDER, contact="anna@rada.example")
    client.force_login(our.anna)
    answer = client.get(reverse("initiative_json_export", args=[our.document.slug]))
    assert "anna@rada.example" not in answer.content.decode()


def test_the_address_of_the_schema_is_one_in_both_languages(client):
    our = team()
    client.force_login(our.anna)
    address = reverse("initiative_json_export", args=[our.document.slug])
    assert client.get(address).json()["$schema"] == client.get(f"/en{address}").json()["$schema"]
