"""Reads of notices, of e-mails and of the audit log."""

from activity.queries.inbox import (
    SHOWN,
    Counts,
    Inbox,
    inbox_of,
    inbox_of_document,
    newest_of,
    notices_of,
    unseen_count,
    waiting_count,
)
from activity.queries.lines import Group, Line, by_place_and_verb, group
from activity.queries.log import events_of, events_visible_to, filter_events
from activity.queries.mails import (
    failing,
    failing_address_of,
    mails_of,
    readers_with_unmailed,
    settings_of,
    unmailed,
)
from activity.queries.rights import Place, Rights, readable, register_rights
from activity.queries.tokens import feed_with_secret, secret_hash, unsubscribe_token, user_with_token

__all__ = [
    "SHOWN",
    "Counts",
    "Group",
    "Inbox",
    "Line",
    "Place",
    "Rights",
    "by_place_and_verb",
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
    "newest_of",
    "notices_of",
    "readable",
    "readers_with_unmailed",
    "register_rights",
    "secret_hash",
    "settings_of",
    "unmailed",
    "unseen_count",
    "unsubscribe_token",
    "user_with_token",
    "waiting_count",
]
