"""The network between a window and the server, and everything that it does to a request on its way."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.test.client import ClientHandler

WRITES = ("INSERT", "UPDATE", "DELETE")


class Fault(StrEnum):
    """What happens to one request. In all but NONE the sender cannot know whether it was carried out."""

    NONE = "arrives"
    LOST = "lost on the way there"
    ANSWER_LOST = "carried out, the answer lost (or the server killed after its commit)"
    ERROR = "answered 500 before it was carried out"
    ERROR_AFTER = "carried out, answered 500"
    KILLED = "the server killed in the middle of its transaction"
    TWICE = "arrives twice at once"
    LATE = "arrives much later, after others"
    AGAIN_LATE = "carried out, and arrives once more much later"


FAULTS = [fault for fault in Fault if fault != Fault.NONE]


_handler = ClientHandler(enforce_csrf_checks=True)


def new_client() -> Client:
    """A browser without cookies. All share one server, which takes longer to set up than most requests take."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.handler = _handler
    return client


class ServerKilledError(Exception):
    """The process ended here: its transaction is rolled back by the database."""


@dataclass(frozen=True)
class Answer:
    """Status and JSON of an answer; `body` is empty when the answer was no JSON."""

    status: int
    body: dict[str, Any]


@dataclass
class Letter:
    """One request as it left the window: what it carries does not change any more, wherever it is."""

    method: str
    url: str
    cookies: SimpleCookie[str]
    body: bytes = b""
    token: str = ""
    key: str = ""


@dataclass
class Network:
    """Delivers letters. `after` is called with each delivered letter and its answer."""

    after: Callable[[Letter, Answer], None]
    late: list[Letter] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    def send(self, letter: Letter, fault: Fault = Fault.NONE, *, kill_at: int = 1) -> Answer | None:
        """What the sender hears: an answer, or None after waiting in vain."""
        self.happened[fault] += 1
        match fault:
            case Fault.LOST:
                return None
            case Fault.ERROR:
                return Answer(500, {})
            case Fault.LATE:
                self.late.append(letter)
                return None
            case Fault.KILLED:
                # A write of its own, outside a service's transaction, marks the schedule's; it was never carried out.
                with killed_at_write(kill_at), suppress(TransactionManagementError):
                    self._deliver(letter)
                transaction.set_rollback(False)
                return None
        answer = self._deliver(letter)
        match fault:
            case Fault.ANSWER_LOST:
                return None
            case Fault.ERROR_AFTER:
                return Answer(500, {})
            case Fault.TWICE:
                return self._deliver(letter)
            case Fault.AGAIN_LATE:
                self.late.append(letter)
        return answer

    def deliver_late(self, place: int) -> None:
        """One of the delayed letters arrives; nobody waits for its answer any more."""
        self._deliver(self.late.pop(place % len(self.late)))

    def _deliver(self, letter: Letter) -> Answer:
        client = new_client()
        client.cookies = letter.cookies
        if letter.method == "GET":
            response = client.get(letter.url)
        else:
            response = client.post(
                letter.url, letter.body, content_type="application/json", headers={"X-CSRFToken": letter.token}
            )
        if response.exc_info and not issubclass(response.exc_info[0], ServerKilledError):
            # No fault of the network: the server itself cannot carry this out.
            raise response.exc_info[1]
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        answer = Answer(response.status_code, response.json() if is_json else {})
        self.after(letter, answer)
        return answer


@contextmanager
def killed_at_write(number: int) -> Iterator[None]:
    """End the server at its `number`-th writing query from here on."""
    left = number

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        if sql.lstrip().upper().startswith(WRITES):
            left -= 1
            if left == 0:
                raise ServerKilledError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield
