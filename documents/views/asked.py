"""Reading a request to save: nothing in it is believed before it was looked at."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from core.exceptions import NotAllowed
from documents.enums import FieldKind
from documents.parts import PartKind
from documents.views.answers import Malformed, TooLarge
from documents.views.common import find_part_kind

MOST_BYTES = 2 * 1024 * 1024
MOST_PAIRS = 2000
MOST_VERSION = 2_000_000_000
OPERATIONS = ("save", "add", "delete", "move", "restore")


@dataclass(frozen=True)
class Asked:
    """A well-formed request. `data` and `bases` are as an HTML form would post them."""

    key: UUID
    operation: str
    kind: PartKind
    id: UUID
    version: int
    fields: tuple[str, ...]
    data: QueryDict
    bases: dict[str, QueryDict]
    held: UUID | None
    up: bool


def read_request(request: HttpRequest, kind: str) -> Asked:
    """The request, or Malformed, TooLarge, or Http404 for an unknown kind of part."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES or len(request.body) > MOST_BYTES:
        raise TooLarge
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Malformed("The body is no JSON") from None
    if not isinstance(body, dict):
        raise Malformed("The body is no object")
    if body.get("user") not in (None, "", request.user.pk, str(request.user.pk)):
        # Typed by somebody who was signed in at this browser before.
        raise NotAllowed(_("Somebody else is signed in now. This text is not theirs, so it was not saved."))
    chosen = find_part_kind(kind, _text(body, "kind"))
    declared = {bound.name for bound in chosen.bound if bound.kind != FieldKind.FILE}
    fields = tuple(dict.fromkeys(_texts(body.get("fields") or [], "fields")))
    if set(fields) - {bound.name for bound in chosen.bound}:
        raise Malformed("fields has names that this kind of part does not have")
    bases = body.get("bases") or {}
    if not isinstance(bases, dict) or len(bases) > len(declared):
        raise Malformed("bases is no object of fields")
    return Asked(
        key=_uuid(body, "request"),
        operation=_operation(body),
        kind=chosen,
        id=_uuid(body, "id"),
        version=_version(body),
        fields=tuple(name for name in fields if name in declared),
        data=_pairs(body.get("data") or []),
        bases={name: _pairs(pairs) for name, pairs in bases.items() if name in declared},
        held=_uuid(body, "held") if body.get("held") else None,
        up=body.get("up") is True,
    )


def _operation(body: dict[str, Any]) -> str:
    if body.get("op") not in OPERATIONS:
        raise Malformed(f"op is none of {', '.join(OPERATIONS)}")
    return str(body["op"])


def _text(body: dict[str, Any], name: str) -> str:
    if not isinstance(body.get(name), str):
        raise Malformed(f"{name} is no text")
    return _whole(body[name])


def _uuid(body: dict[str, Any], name: str) -> UUID:
    try:
        return UUID(_text(body, name))
    except ValueError:
        raise Malformed(f"{name} is no UUID") from None


def _version(body: dict[str, Any]) -> int:
    version = body.get("version") or 0
    if not isinstance(version, int) or isinstance(version, bool) or not 0 <= version <= MOST_VERSION:
        raise Malformed("version is no version")
    return version


def _texts(values: Any, name: str) -> list[str]:
    if not isinstance(values, list) or len(values) > MOST_PAIRS or not all(isinstance(one, str) for one in values):
        raise Malformed(f"{name} is no list of texts")
    return [_whole(one) for one in values]


def _pairs(pairs: Any) -> QueryDict:
    """Pairs of control and text as a posted form."""
    if not isinstance(pairs, list) or len(pairs) > MOST_PAIRS:
        raise Malformed("data is no list of pairs")
    posted = QueryDict(mutable=True)
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2:
            raise Malformed("data is no list of pairs")
        name, text = _texts(pair, "data")
        posted.appendlist(name, text)
    return posted


def _whole(text: str) -> str:
    """JSON can carry what no database takes: zero bytes, and halves of characters, which become the sign for them."""
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
