"""Pieces of pages that are drawn once and kept by their values."""

from typing import NamedTuple
from unittest import mock

import pytest
from django.utils import translation

from core import drawing
from networks.models import ThematicNetwork

TEMPLATE = "components/network_name.html"


class Network(NamedTuple):
    slug: str
    name: str
    name_en: str
    shape: str


def test_the_same_values_are_drawn_once_in_each_language():
    drawing._drawn.cache_clear()
    green = Network("zielona", "Sieć Zielona", "Green Network", "circle")
    with mock.patch.object(drawing, "render_to_string", wraps=drawing.render_to_string) as render:
        with translation.override("pl"):
            polish = [drawing.drawn(TEMPLATE, network=Network(*green)) for _ in range(3)]
        with translation.override("en"):
            english = drawing.drawn(TEMPLATE, network=green)
    assert render.call_count == 2
    assert len(set(polish)) == 1
    assert "Sieć Zielona" in polish[0]
    assert "Green Network" in english


def test_another_value_is_another_drawing_and_text_is_escaped():
    one = drawing.drawn(TEMPLATE, network=Network("a", "<b>", "<b>", "circle"))
    other = drawing.drawn(TEMPLATE, network=Network("a", "<i>", "<i>", "circle"))
    assert "&lt;b&gt;" in one
    assert "&lt;i&gt;" in other


def test_rows_of_the_database_are_refused():
    with pytest.raises(TypeError, match="row of the database"):
        drawing.drawn(TEMPLATE, network=ThematicNetwork(pk=1, name="x"))
