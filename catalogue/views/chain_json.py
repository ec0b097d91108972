"""A barrier, a recommendation or a good practice with its whole chain as JSON, for pages that embed it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.api import limited
from catalogue.exchange.chains import barrier_data, practice_data, recommendation_data
from catalogue.exchange.licence import LICENCE
from catalogue.queries import chain_of_barrier, chain_of_practice, chain_of_recommendation
from catalogue.rendering.citation import sentence
from catalogue.views.caching import public_file
from catalogue.views.chain_frame import find
from catalogue.views.json_answer import json_answer

Make = Callable[[Any, str], dict[str, Any]]
CHAINS: dict[str, tuple[Callable[[Any], Any], Make]] = {
    "barrier": (chain_of_barrier, barrier_data),
    "recommendation": (chain_of_recommendation, recommendation_data),
    "practice": (chain_of_practice, practice_data),
}


@public_file
@limited
@require_safe
def chain_json(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Any page may read it. What is withdrawn answers as its page does."""
    found = find(request, kind, code)
    if isinstance(found, HttpResponse):
        return found
    chain, make = CHAINS[kind]
    response = json_answer(make(chain(found.shown), sentence(found.source)), "application/json; charset=utf-8")
    response["Link"] = f'<{LICENCE}>; rel="license"'
    return response
