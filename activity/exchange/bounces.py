"""Reading delivery reports: RFC 3464, and what older mail servers write in plain words.

A report counts only when it carries the Message-ID of an e-mail that the portal sent: nobody else knows it, so nobody
can end another person's e-mails with a made-up report.
"""

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any, BinaryIO

#: bytes of one message that are looked at; a report says what it has to say at its beginning
LOOKED_AT = 512 * 1024
#: a larger file is not a mailbox of reports, and nobody reads more of them at once
LARGEST = 256 * 1024**2
MOST = 20_000
#: bytes of a line that are read at once
PIECE = 64 * 1024
_ID = re.compile(r"<([0-9a-f]{32}@[A-Za-z0-9.\-]{1,253})>")
#: a Message-ID among quoted headers; spaces are those of one line, so that empty lines without end are read once
_NAMED_ID = re.compile(r"(?im)^[> \t]{0,200}message-id:[ \t]{0,200}(?:\r?\n[ \t]{1,200})?(\S+)")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = re.compile(r"(?<![\d.])5[05]\d[\s\-](?=\S)")
_DAEMON = re.compile(r"mailer-daemon|postmaster|mail delivery (?:sub)?system", re.IGNORECASE)
_PERMANENT = re.compile(
    r"permanent(?:ly)? (?:error|fail)|fatal error|user unknown|unknown user|no such user|does not exist|"
    r"mailbox (?:unavailable|not found)|address rejected|undeliverable|nie istnieje|nieznany adresat",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Report:
    """What one message of the mailbox says. `message_ids` are all that look like ours; `digest` names the message."""

    digest: str
    message_ids: tuple[str, ...] = ()
    is_failure: bool = False
    reason: str = ""


def messages_in(path: Path) -> Iterator[bytes]:
    """The beginnings of all messages of an mbox file, a Maildir, or a file with one message. Memory stays bounded by
    `LOOKED_AT`, whatever stands in them.

    Raises ValueError for what is none of them, is too large or has too many messages, OSError for what cannot be read.
    """
    for number, message in enumerate(_messages(path)):
        if number >= MOST:
            raise ValueError(f"{path} has more than {MOST:,} messages: only these were read. Read it in parts.")
        yield message


def _messages(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        if not ((path / "new").is_dir() or (path / "cur").is_dir()):
            raise ValueError(f"{path} is no Maildir: it has neither new/ nor cur/")
        for folder in ("new", "cur"):
            for file in sorted((path / folder).glob("*")):
                if file.is_file() and not file.is_symlink():
                    yield _beginning(file)
        return
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} is larger than {LARGEST // 1024**2} MB: that is no mailbox of delivery reports.")
    with open(path, "rb") as opened:
        is_mbox = opened.read(5) == b"From "
        opened.seek(0)
        if is_mbox:
            yield from _in_mbox(opened)
        else:
            yield opened.read(LOOKED_AT)


def _in_mbox(file: BinaryIO) -> Iterator[bytes]:
    """The beginnings of the messages, each without the line that parts it from the one before and the empty line before
    the next. A line is read piece by piece: one may be as long as the file.
    """
    beginning, empty = bytearray(), b""
    is_line_start, is_separator, is_first = True, False, True
    while piece := file.readline(PIECE):
        if is_line_start and piece.startswith(b"From "):
            if not is_first:
                yield bytes(beginning[:LOOKED_AT])
            beginning, empty = bytearray(), b""
            is_separator, is_first = True, False
        elif is_line_start:
            is_separator = False
        if not is_separator and len(beginning) < LOOKED_AT:
            beginning += empty
            is_empty = is_line_start and piece in (b"\n", b"\r\n")
            empty = piece if is_empty else b""
            beginning += b"" if is_empty else piece
        is_line_start = piece.endswith(b"\n")
    yield bytes(beginning[:LOOKED_AT])


def _beginning(file: Path) -> bytes:
    with open(file, "rb") as opened:
        return opened.read(LOOKED_AT)


def read_report(content: bytes) -> Report:
    """What a message says; one that is no delivery report, or a broken one, is no failure. Never raises."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        return _read(digest, email.message_from_bytes(content, policy=email.policy.compat32))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        # The parser of the standard library stumbles over some hostile headers.
        return Report(digest)


def _read(digest: str, message: Message) -> Report:
    ids = _ids(message)
    blocks = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    if blocks:
        return _standard(digest, ids, blocks)
    return _plain(digest, ids, message)


def _ids(message: Message) -> tuple[str, ...]:
    """Message-IDs in the bounced e-mail, wherever the server put it. Not in References: an answer has them too."""
    found: dict[str, None] = {}
    for part in message.walk():
        if part is not message and part["Message-ID"]:
            found.update(dict.fromkeys(_ID.findall(str(part["Message-ID"]))))
        if part.get_content_type() in ("text/plain", "text/rfc822-headers", "message/rfc822-headers"):
            for line in _NAMED_ID.finditer(_text(part)):
                found.update(dict.fromkeys(_ID.findall(line[1])))
    return tuple(found)[:20]


def _standard(digest: str, ids: tuple[str, ...], blocks: list[Message]) -> Report:
    """RFC 3464: fields about each recipient. A report of a delay or of success is no failure."""
    for block in blocks:
        payload: Any = block.get_payload()
        for fields in payload if isinstance(payload, list) else []:
            action, status = str(fields.get("Action", "")).strip().lower(), str(fields.get("Status", ""))
            found = _STATUS.search(status)
            if action == "failed" and found and found[1] == "5":
                said = str(fields.get("Diagnostic-Code", "")) or status
                return Report(digest, ids, _is_about_the_address(found), _one_line(said))
    return Report(digest, ids)


def _plain(digest: str, ids: tuple[str, ...], message: Message) -> Report:
    """Without the standard's fields: from a mail system, not automatic in the name of a person, and permanent."""
    sender = str(message.get("From", ""))
    is_from_system = bool(_DAEMON.search(sender)) or str(message.get("Return-Path", "")).strip() == "<>"
    is_person = str(message.get("Auto-Submitted", "")).lower().startswith("auto-replied") and not _DAEMON.search(sender)
    if not is_from_system or is_person:
        return Report(digest, ids)
    text = "\n".join(_text(part) for part in message.walk() if part.get_content_type() == "text/plain")[:20_000]
    status = next((found for found in _STATUS.finditer(text) if found[1] == "5"), None)
    if status is not None:
        is_failure = _is_about_the_address(status)
    else:
        is_failure = bool(_CODE.search(text) or _PERMANENT.search(text))
    line = next((one for one in text.splitlines() if _STATUS.search(one) or _CODE.search(one)), "")
    return Report(digest, ids, is_failure, _one_line(line or text))


def _is_about_the_address(status: "re.Match[str]") -> bool:
    """Of RFC 3463: 5.1 the address, 5.2 the mailbox, 5.0 not said, 5.4 no way there. The rest is about us."""
    return status[2] in ("0", "1", "2", "4")


def _text(part: Message) -> str:
    payload: Any = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _one_line(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())[:300]
