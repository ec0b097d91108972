"""Refusals: errors whose message is a readable sentence in the user's language."""

from django.utils.functional import Promise


class Refusal(Exception):
    """Something the portal will not do; `str(error)` is the sentence shown to the person."""

    status = 400

    def __init__(self, sentence: "str | Promise") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refusal):
    """The person has no right to do this (HTTP 403)."""

    status = 403


class WrongState(Refusal):
    """The state of the thing does not allow this now (HTTP 409)."""

    status = 409


class InvalidInput(Refusal):
    """The input is not acceptable as a whole (HTTP 422); field errors belong to forms."""

    status = 422


class TooMany(Refusal):
    """A limit is reached (HTTP 429)."""

    status = 429
