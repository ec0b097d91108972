"""Refusals that only accounts know."""

from core.exceptions import Refusal


class InvitationNotUsable(Refusal):
    """The link of an invitation was good once, but not now (HTTP 410)."""

    status = 410
