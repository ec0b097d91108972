"""What may come between an e-mail and the mail server."""


class MailProblem(Exception):
    """The words are the server's, for the coordinator; never more than fits into a row."""

    def __init__(self, words: object) -> None:
        super().__init__(" ".join(str(words).split())[:500])


class NotNow(MailProblem):
    """The server did not take this e-mail this time, and said so."""


class Unreachable(MailProblem):
    """There is no server, it went away, or it takes nothing from us. The e-mail is provably not sent."""


class Refused(MailProblem):
    """The server will never take this e-mail. `is_address`: because of the address to which it goes."""

    def __init__(self, words: object, *, is_address: bool) -> None:
        super().__init__(words)
        self.is_address = is_address


class InDoubt(MailProblem):
    """All of the e-mail was handed over and no answer came: it may have been sent or not."""


class ClaimLost(Exception):
    """Another worker took the e-mail over, because this one had it for too long."""
