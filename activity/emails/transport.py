"""The way to the mail server: one connection for many e-mails, and one known moment at which each changes hands.

Django's backend opens the connection (address, TLS, password). The conversation is led here, because the end of the
text, a line with a single dot, is what makes the server responsible (RFC 5321, 4.1.1.4): until it is sent the e-mail
is provably not sent. `handing` is called right before it.
"""

import re
import smtplib
import socket
from collections.abc import Callable
from email.charset import QP, Charset
from email.utils import format_datetime, parseaddr
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from activity.exceptions import InDoubt, NotNow, Refused, Unreachable
from activity.models import Mail

#: seconds for the answer to the end of the text; RFC 5321 asks for patience here, because giving up means doubt
PATIENCE = 60
#: codes of RFC 3463 that are about us and our text, not about the address
_ABOUT_US = re.compile(r"\b5\.(?:[67]|5|3)\.\d+")

_utf8 = Charset("utf-8")
_utf8.body_encoding = QP


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The e-mail as it is sent; the same bytes each time."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.address],
        headers={
            **mail.headers,
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.created_at),
        },
    )
    # Quoted-printable: no line too long, and no server that does not know 8 bits.
    message.encoding = _utf8
    message.attach_alternative(mail.html, "text/html")
    return message


def bytes_of(mail: Mail) -> bytes:
    mime: Any = message_of(mail).message()
    mime.set_boundary(f"=_{mail.pk.hex}")
    return bytes(mime.as_bytes(linesep="\r\n"))


class Transport:
    """Sends e-mails one after another. Use it in a `with` statement: the connection is opened when it is needed."""

    def __init__(self) -> None:
        self._backend: Any = None
        self._is_used = False

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        backend, self._backend, self._is_used = self._backend, None, False
        if backend is not None:
            try:
                backend.close()
            except (OSError, smtplib.SMTPException):
                # It was gone already.
                return

    def send(self, mail: Mail, handing: Callable[[], None]) -> None:
        """Send one e-mail. Returns when the server has taken it; raises NotNow, Unreachable, Refused or InDoubt.

        What `handing` raises stops the conversation before the server takes the e-mail, and is raised again.
        """
        was_used = self._is_used
        try:
            self._send(mail, handing)
        except Unreachable:
            self.close()
            if not was_used:
                raise
            # Servers close a connection after so many e-mails or seconds: a fresh one says whether it is away.
            self._send(mail, handing)
        self._is_used = True

    def _send(self, mail: Mail, handing: Callable[[], None]) -> None:
        backend = self._open()
        if isinstance(backend, EmailBackend):
            server: Any = backend.connection
            try:
                self._talk(server, mail, handing)
            except (NotNow, Refused):
                self._start_over(server)
                raise
            except BaseException:
                self._hang_up(backend)
                raise
            return
        handing()
        try:
            backend.send_messages([message_of(mail)])
        except OSError as error:
            raise NotNow(error) from error

    def _open(self) -> Any:
        if self._backend is None:
            backend = get_connection(fail_silently=False)
            try:
                backend.open()
            except (OSError, smtplib.SMTPException) as error:
                raise Unreachable(error) from error
            _send_small_pieces_at_once(backend)
            self._backend = backend
        return self._backend

    def _talk(self, server: smtplib.SMTP, mail: Mail, handing: Callable[[], None]) -> None:
        sender = sanitize_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "utf-8")
        try:
            server.ehlo_or_helo_if_needed()
            _sender_taken(server.mail(sender))
            _taken(server.rcpt(sanitize_address(mail.address, "utf-8")), is_address=True)
            _taken(server.docmd("DATA"), code=354)
            server.send(_stuffed(bytes_of(mail)))
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(error) from error
        handing()
        if server.sock is not None:
            server.sock.settimeout(PATIENCE)
        try:
            server.send(b".\r\n")
            answer = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise InDoubt(error) from error
        _taken(answer, is_address=_is_mailbox(answer))

    def _start_over(self, server: smtplib.SMTP) -> None:
        """Forget the e-mail that was not taken, so that the next one can follow on the same connection."""
        try:
            server.rset()
        except (OSError, smtplib.SMTPException):
            self.close()

    def _hang_up(self, backend: EmailBackend) -> None:
        """Drop the connection without a word: a QUIT in the middle of a text would be part of the text."""
        if backend.connection is not None:
            backend.connection.close()
            backend.connection = None
        self._backend, self._is_used = None, False


Answer = tuple[int, bytes]


def _send_small_pieces_at_once(backend: Any) -> None:
    """The end of a text follows it as a piece of its own, which the system would hold back for some 40 ms."""
    if isinstance(backend, EmailBackend) and backend.connection is not None and backend.connection.sock is not None:
        backend.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _stuffed(text: bytes) -> bytes:
    """The text as it travels: lines that begin with a dot get another one, and the last line is ended."""
    stuffed = re.sub(rb"(?m)^\.", b"..", text)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"


def _taken(answer: Answer, *, code: int = 250, is_address: bool = False) -> None:
    """Raises what an answer other than the expected one means."""
    number, words = answer
    if number == code or (code == 250 and number == 251):
        return
    said = f"{number} {words.decode('utf-8', 'replace')}"
    if number in (421, -1):
        raise Unreachable(said)
    if 500 <= number < 600:
        raise Refused(said, is_address=is_address and not _ABOUT_US.search(said))
    raise NotNow(said)


def _sender_taken(answer: Answer) -> None:
    """A server that refuses our own address refuses all e-mails: a matter of settings, not of this one."""
    if answer[0] != 250:
        raise Unreachable(f"{answer[0]} {answer[1].decode('utf-8', 'replace')}")


def _is_mailbox(answer: Answer) -> bool:
    """Whether a refusal of the whole text names the mailbox as the reason."""
    return bool(re.search(rb"\b5\.(?:1|2)\.\d+", answer[1]))
