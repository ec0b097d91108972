"""Reads of notices, of e-mails and of the audit log."""

from activity.queries.inbox import (
    SHOWN,
    Counts,
    Inbox,
    counts_of,
    inbox_of,
    inbox_of_document,
    notices_of,
    unseen_count,
    waiting_count,
)
from activity.queries.lines import Group, Line, by_place_and_verb, group, titles_for
from activity.queries.log import events_of, events_visible_to, filter_events
from activity.queries.mails import (
    failing,
    failing_address_of,
    mails_of,
    readers_with_unmailed,
    settings_of,
    unmailed,
)
from activity.queries.tokens import feed_with_secret, secret_hash, unsubscribe_token, user_with_token

__all__ = [
    "SHOWN",
    "Counts",
    "Group",
    "Inbox",
    "Line",
    "by_place_and_verb",
    "counts_of",
    "events_of",
    "events_visible_to",
    "failing",
    "failing_address_of",
    "feed_with_secret",
    "filter_events",
    "group",
    "inbox_of",
    "inbox_of_document",
    "mails_of",
    "notices_of",
    "readers_with_unmailed",
    "secret_hash",
    "settings_of",
    "titles_for",
    "unmailed",
    "unseen_count",
    "unsubscribe_token",
    "user_with_token",
    "waiting_count",
]
