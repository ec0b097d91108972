"""A worker that sends e-mails and dies at a given step: python -m tests.activity.worker STEP."""

import os
import signal
import smtplib
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from typing import Any
from unittest import mock

import django

#: what is known of the e-mail when the worker dies
NOT_SENT = (
    "composing",
    "composed",
    "claiming",
    "claimed",
    "greeted",
    "recipient",
    "middle of the text",
    "end of the text",
)
NOT_KNOWN = ("handing", "handed over", "answered")
SENT = ("noted",)


def die(*_arguments: Any, **_options: Any) -> None:
    """As `kill -9` does it: nothing is cleaned up, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(function: Callable[..., Any], pause: float = 0) -> Callable[..., Any]:
    def call_and_die(*arguments: Any, **options: Any) -> None:
        function(*arguments, **options)
        time.sleep(pause)
        die()

    return call_and_die


def in_the_middle(self: smtplib.SMTP, text: Any) -> None:
    """Send as always; of a long text only the first half."""
    data = text.encode() if isinstance(text, str) else text
    assert self.sock is not None
    self.sock.sendall(data[: len(data) // 2] if len(data) > 500 else data)
    if len(data) > 500:
        time.sleep(0.2)
        die()


def end_of_text(self: smtplib.SMTP, text: Any) -> None:
    """Send as always, and die once the server has the line that ends the text."""
    assert self.sock is not None
    self.sock.sendall(text.encode() if isinstance(text, str) else text)
    if text == b".\r\n":
        time.sleep(0.5)
        die()


def deadly(step: str) -> Any:
    """A patch that makes the process die at this step."""
    tasks, composing, sending = (import_module(f"activity.tasks{name}") for name in ("", ".composing", ".sending"))
    return {
        "composing": lambda: mock.patch.object(
            composing.Mail.objects, "bulk_create", after(composing.Mail.objects.bulk_create)
        ),
        "composed": lambda: mock.patch.object(tasks, "send_due", die),
        "claiming": lambda: mock.patch.object(sending, "_reason_not_to_send", die),
        "claimed": lambda: mock.patch.object(sending.Transport, "send", die),
        "greeted": lambda: mock.patch.object(smtplib.SMTP, "mail", after(smtplib.SMTP.mail)),
        "recipient": lambda: mock.patch.object(smtplib.SMTP, "rcpt", after(smtplib.SMTP.rcpt)),
        "middle of the text": lambda: mock.patch.object(smtplib.SMTP, "send", in_the_middle),
        "end of the text": lambda: mock.patch.object(sending, "_hand_over", die),
        "handing": lambda: mock.patch.object(sending, "_hand_over", after(sending._hand_over)),
        "handed over": lambda: mock.patch.object(smtplib.SMTP, "send", end_of_text),
        "answered": lambda: mock.patch.object(sending, "_note_sent", die),
        "noted": lambda: mock.patch.object(sending, "_note_sent", after(sending._note_sent)),
        "never": nullcontext,
    }[step]()


def main(step: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
    django.setup()
    tasks = import_module("activity.tasks")
    # The documents of these tests are made up.
    import_module("activity.queries").register_rights(import_module("tests.activity.told").ALL_OPEN)
    with deadly(step):
        tasks.compose_due()
        tasks.send_due()


if __name__ == "__main__":
    main(sys.argv[1])
