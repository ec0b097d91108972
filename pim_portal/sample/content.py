"""The sample's files, read once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
#: where the sample says that a value is invented
SAMPLE_SOURCE = "dane przykładowe"


@cache
def programme() -> dict[str, Any]:
    """The sample's assignments, fictional cities, meetings and names of people."""
    return _read("programme.json")


@cache
def rich_plans() -> list[dict[str, Any]]:
    """The complete MIDs, one of each network: {"city", "parts"}."""
    return [_read(f"mid/{network}.json") for network in ("zielona", "ppp", "cyfrowa")]


@cache
def themes() -> dict[str, list[dict[str, Any]]]:
    """What the generated MIDs are about, by network."""
    by_network: dict[str, list[dict[str, Any]]] = {}
    for theme in _read("mid/themes.json"):
        by_network.setdefault(theme["network"], []).append(theme)
    return by_network


@cache
def improvement_plans() -> list[dict[str, Any]]:
    """The three PUs: {"network", "parts"}."""
    return [_read(f"pu/{network}.json") for network in ("zielona", "ppp", "cyfrowa")]


@cache
def institutions() -> list[dict[str, Any]]:
    return _read("institutions.json")


@cache
def responses() -> list[dict[str, Any]]:
    """Answers to recommendations, in the order in which they were given."""
    return _read("responses.json")


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))
