"""The colours of the networks are data, served as a stylesheet."""

import pytest
from django.test import Client

from tests import factories


@pytest.mark.django_db
def test_every_network_has_its_colours() -> None:
    network = factories.network(slug="zielona", colour="#3f7d20", tint="#eaf3e4")
    response = Client().get("/kolory.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert f".theme-{network.slug}{{--network:#3f7d20;--tint:#eaf3e4}}" in response.content.decode()
