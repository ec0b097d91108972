"""A real mail server on loopback: it keeps what it takes, and answers as a test tells it to."""

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

OK = "250 OK"


@dataclass
class Letter:
    """What the server took, as it came over the wire."""

    sender: str
    to: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.content, policy=email.policy.default)  # type: ignore[return-value]

    @property
    def text(self) -> str:
        return self.part("plain")

    @property
    def html(self) -> str:
        return self.part("html")

    @property
    def subject(self) -> str:
        """A long header begins on its second line; the space before it is no part of it."""
        return str(self.message["Subject"]).strip()

    def part(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        assert body is not None
        return str(body.get_content())


@dataclass
class Server:
    """`rcpt` and `data` give the answer to a recipient and to the end of a text; they may look at the letter."""

    letters: list[Letter] = field(default_factory=list)
    connections: int = 0
    rcpt: Callable[[str], str] = lambda address: OK
    data: Callable[[Letter], str] = lambda letter: OK
    mail: Callable[[str], str] = lambda address: OK
    port: int = 0

    def to(self, address: str) -> list[Letter]:
        return [letter for letter in self.letters if address in letter.to]

    # the names of the hooks are aiosmtpd's
    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.mail(address)
        if answer == OK:
            envelope.mail_from = address
        return answer

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.rcpt(address)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        letter = Letter(str(envelope.mail_from), list(envelope.rcpt_tos), bytes(envelope.original_content or b""))
        answer = self.data(letter)
        if answer == OK:
            self.letters.append(letter)
        return answer


@contextmanager
def mail_server(**answers: Any) -> Iterator[Server]:
    """A server that the portal sends to while the block runs."""
    server = Server(**answers)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server.port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    chosen = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": server.port,
        "EMAIL_TIMEOUT": 10,
    }
    try:
        with override_settings(**chosen):
            yield server
    finally:
        controller.stop()
