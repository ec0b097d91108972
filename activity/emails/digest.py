"""The e-mail that carries a person's notices: grouped by document, in their language, as text and as HTML."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from accounts.models import User
from activity.models import Mail, Notice
from activity.queries import Group, Line, by_place_and_verb, group, unsubscribe_token

#: signs that no header may carry: they end it, or turn the direction of what follows
_NO_HEADER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Entry:
    """One line of the e-mail with its address."""

    line: Line
    address: str


@dataclass(frozen=True)
class Chapter:
    """What happened around one document."""

    group: Group
    entries: list[Entry]


def compose(user: User, notices: list[Notice], *, now: datetime) -> Mail:
    """The e-mail of these notices (of `activity.queries.readable`), not stored. No queries.

    What is past its date stands first, then what waits.
    """
    groups = [_sorted(one) for one in group(sorted(notices, key=lambda one: -one.pk), by_place_and_verb)]
    groups.sort(key=lambda one: -one.lines[0].urgency)
    first = groups[0].lines[0]
    pk = uuid4()
    with translation.override(user.language):
        token = unsubscribe_token(user)
        count, stop = sum(len(one.lines) for one in groups), _absolute("notice_unsubscribe", token)
        context = {
            "person": user,
            "chapters": [Chapter(one, [Entry(line, _address(line)) for line in one.lines]) for one in groups],
            "waits": any(line.waits for one in groups for line in one.lines),
            "inbox": _absolute("notice_list"),
            "settings": _absolute("notice_settings"),
            "stop": stop,
            "language": user.language,
        }
        subject = subject_of(groups[0], first, count)
        text = render_to_string("activity/email/digest.txt", context).strip() + "\n"
        html = render_to_string("activity/email/digest.html", {**context, "subject": subject})
        headers = _headers(groups[0].document_id, user, stop)
    return Mail(
        id=pk,
        user=user,
        address=user.email,
        created_at=now,
        due_at=now,
        message_id=f"<{pk.hex}@{domain()}>",
        subject=subject,
        headers=headers,
        text=text,
        html=html,
    )


def subject_of(first_group: Group, line: Line, count: int) -> str:
    """The most important thing, and how many more there are."""
    title = _one_line(first_group.title or line.label)
    what = _one_line(line.event.what)
    more = ""
    if count > 1:
        more = " " + ngettext("(and %(number)s more)", "(and %(number)s more)", count - 1) % {"number": count - 1}
    room = LONGEST_SUBJECT - len(what) - len(more) - 2
    return f"{what}: {title if len(title) <= room else title[: room - 1].rstrip() + '…'}{more}"


def domain() -> str:
    """The domain of the portal, to the right of the @ in Message-IDs."""
    return urlsplit(settings.PORTAL_ADDRESS).hostname or "localhost"


def _sorted(found: Group) -> Group:
    found.lines.sort(key=lambda line: -line.urgency)
    return found


def _headers(document: UUID | None, user: User, stop: str) -> dict[str, Any]:
    """Mail programs keep all e-mails about one document together, and offer a button that ends them (RFC 8058)."""
    headers = {
        "Auto-Submitted": "auto-generated",
        "List-ID": f"<powiadomienia.{domain()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Content-Language": user.language,
    }
    if document:
        thread = f"<{document.hex}.{user.pk}@{domain()}>"
        headers |= {"References": thread, "In-Reply-To": thread}
    return headers


def _address(line: Line) -> str:
    return settings.PORTAL_ADDRESS + reverse("notice_open", kwargs={"pk": line.newest.pk})


def _absolute(name: str, *arguments: object) -> str:
    return settings.PORTAL_ADDRESS + reverse(name, args=arguments)


def _one_line(words: str) -> str:
    # "=?" begins an encoded word (RFC 2047), which mail programs would decode, line ends and all.
    return " ".join(_NO_HEADER.sub(" ", words).replace("=?", "= ?").split())
