"""GET /praca/tablica/: the whole edition as a board; `?edycja=`, `?siec=` and `?pokaz=` choose what is listed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from documents.enums import State
from improvement_plans.permissions import check_can_coordinate
from networks.models import Edition
from reviews.enums import Side
from reviews.queries.board import NOT_BEGUN, STAGES, Board, BoardRow, board_editions, board_of

#: what may be listed, by the word in the address
SHOWS: dict[str, tuple[Any, Callable[[BoardRow], bool]]] = {
    "": (pgettext_lazy("plans on the board", "all"), lambda row: True),
    "po-terminie": (pgettext_lazy("plans on the board", "past their date"), lambda row: row.is_overdue),
    "bez-zmian": (pgettext_lazy("plans on the board", "nothing written for weeks"), lambda row: row.is_stale),
    "autorzy": (pgettext_lazy("plans on the board", "authors' move"), lambda row: row.side == Side.AUTHORS),
    "recenzenci": (pgettext_lazy("plans on the board", "reviewers' move"), lambda row: row.side == Side.REVIEWERS),
    "koordynator": (pgettext_lazy("plans on the board", "your move"), lambda row: row.side == Side.COORDINATOR),
}
STAGE_NAMES = {
    **{state.value: state.label for state in State},
    NOT_BEGUN: pgettext_lazy("state of a plan", "Not begun"),
}


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    check_can_coordinate(request.user)
    editions = list(board_editions())
    edition = _edition(editions, request.GET.get("edycja", ""))
    shown = request.GET.get("pokaz", "")
    network = request.GET.get("siec", "")
    if shown not in SHOWS:
        raise Http404
    context: dict[str, Any] = {"editions": editions, "edition": edition}
    if edition is not None:
        found = board_of(edition)
        context |= {
            "board": found,
            "stages": [(stage, STAGE_NAMES[stage]) for stage in STAGES],
            "grid": _grid(found),
            "rows": _listed(found, shown, network),
            "shows": [
                {"key": key, "label": label, "count": sum(map(wanted, found.rows)), "here": key == shown}
                for key, (label, wanted) in SHOWS.items()
            ],
            "shown": shown,
            "network_slug": network,
        }
    return render(request, "reviews/board.html", context)


def _edition(editions: list[Edition], slug: str) -> Edition | None:
    """The edition of the address, without one the current one, else the newest."""
    if slug:
        found = next((one for one in editions if one.slug == slug), None)
        if found is None:
            raise Http404
        return found
    return next((one for one in editions if one.is_current), editions[0] if editions else None)


def _grid(found: Board) -> list[dict[str, Any]]:
    """A line for each network, and one for cities without any, with the plans at each stage beside its name."""
    lines: list[dict[str, Any]] = [
        {"network": network, "cells": [(STAGE_NAMES[stage], found.at(network, stage)) for stage in STAGES]}
        for network in (*found.networks, None)
    ]
    return [line for line in lines if line["network"] or any(rows for _label, rows in line["cells"])]


def _listed(found: Board, shown: str, network: str) -> list[BoardRow]:
    _label, wanted = SHOWS[shown]
    rows = [row for row in found.by_urgency if wanted(row)]
    return [row for row in rows if row.network and row.network.slug == network] if network else rows
