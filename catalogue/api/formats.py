"""JSON and nothing else, on one line or indented for reading; errors as a sentence."""

import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed, NotFound, Throttled
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import exception_handler

#: the parameter that asks for indented lines, and how deep they may be
INDENT = "indent"
DEEPEST = 8


class Json(JSONRenderer):
    """Polish letters as they are; `?indent=2` for people who read it."""

    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        if data is None:
            return b""
        depth = (renderer_context or {})["request"].query_params.get(INDENT, "")
        indent = min(int(depth), DEEPEST) if depth.isascii() and depth.isdigit() and len(depth) < 3 else None
        separators = (",", ": ") if indent else (",", ":")
        text = json.dumps(data, cls=JSONEncoder, ensure_ascii=False, indent=indent or None, separators=separators)
        # What ends a line for JavaScript but not for JSON.
        return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


class AlwaysJson(BaseContentNegotiation):
    """Whatever a client says that it takes, it is given JSON: there is nothing else."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


def as_sentence(error: Exception, context: dict[str, Any]) -> Response | None:
    """An error as {"detail": a sentence in the language of the address, ...}."""
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, Throttled):
        response.data = {
            "detail": _("Too many requests: at most %(amount)d a minute. Try again in %(seconds)d s.")
            % {"amount": settings.PORTAL_API_REQUESTS, "seconds": int(error.wait or 0)}
        }
    elif isinstance(error, MethodNotAllowed):
        response.data = {"detail": _("The data can only be read: use GET.")}
    elif response.status_code == 404 and not isinstance(error, NotFound):
        response.data = {"detail": _("There is nothing public at this address.")}
    return response


class BadRequest(APIException):
    """A request that names what does not exist, with what does."""

    status_code = 400

    def __init__(self, sentence: str, **known: Any) -> None:
        super().__init__(sentence)
        self.detail = {"detail": sentence, **known}
