"""Nonsense in place of a passkey's answer is refused, never a fault of the portal."""

import json

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

PIECES = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "x"}
CREDENTIALS = [
    "9" * 20,
    "9" * 5000,
    "[" * 100_000,
    "[]",
    "[[1]]",
    "{}",
    "null",
    "x",
    '"a"',
    "\ud800",
    json.dumps({"rawId": "a", "id": "b", "type": "public-key", "response": {}}),
    json.dumps({"rawId": "YQ", "id": "YQ", "type": "public-key", "response": PIECES}),
    json.dumps({"rawId": "YQ", "id": "YQ", "type": "public-key", "response": {**PIECES, "attestationObject": "AA"}}),
    json.dumps({"rawId": "YQ", "id": "YQ", "type": 1, "response": {**PIECES, "clientDataJSON": 5}}),
]


@pytest.mark.parametrize("credential", CREDENTIALS, ids=range(len(CREDENTIALS)))
def test_nonsense_signs_nobody_in(client, credential):
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential.encode(errors="replace")})
    assert response.status_code < 500
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", CREDENTIALS, ids=range(len(CREDENTIALS)))
def test_nonsense_adds_no_key(client, credential):
    person = factories.coordinator()
    client.force_login(person)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    sent = {"name": "k", "credential": credential.encode(errors="replace")}
    assert client.post(reverse("mfa_add_webauthn"), sent).status_code < 500
    assert not person.authenticator_set.exists()
