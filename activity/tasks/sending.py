"""Sending the e-mails of the outbox (decision 24). Many workers may do it at the same time, and each may die anywhere.

An e-mail is claimed in a transaction that is over before anything is sent. Its worker has it for `LEASE`; afterwards
another one takes it, which is safe, because right before the end of the text the worker must still prove its claim.
From that moment to the server's answer the e-mail is in doubt: it is sent again, with the same Message-ID, only when
no answer was recorded for `DOUBT`, and only `MAX_DOUBTS` times.
"""

import logging
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from activity.emails import Transport
from activity.enums import FailureSource, MailState, Rhythm
from activity.exceptions import ClaimLost, InDoubt, MailProblem, NotNow, Refused, Unreachable
from activity.models import Mail, MailSettings
from activity.queries import failing
from activity.tasks.addresses import note_failing

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
DOUBT = timedelta(minutes=15)
MAX_DOUBTS = 2
#: an e-mail that did not leave for so long is given up
TRIED = timedelta(days=4)
LONGEST_PAUSE = timedelta(hours=6)
#: seconds after which a worker makes room for other tasks
ROUND = 60


def send_due(*, seconds: float = ROUND) -> int:
    """Send what is due, over one connection. Returns how many e-mails the server took."""
    end = time.monotonic() + seconds
    sent = unreachable = 0
    with Transport() as transport:
        while unreachable < 2 and time.monotonic() < end and (mail := claim_next()):
            try:
                transport.send(mail, lambda mail=mail: _hand_over(mail))  # type: ignore[misc]
            except ClaimLost:
                logger.info("e-mail %s was taken over by another worker", mail.pk)
            except MailProblem as problem:
                _note(mail, problem)
                unreachable = unreachable + 1 if isinstance(problem, Unreachable) else 0
            else:
                _note_sent(mail)
                sent, unreachable = sent + 1, 0
    return sent


@transaction.atomic(durable=True)
def claim_next() -> Mail | None:
    """Take the next e-mail that is due and that nobody has. What cannot be sent any more is put away on the way."""
    now = timezone.now()
    due = Q(state=MailState.READY, due_at__lte=now)
    left_behind = Q(state=MailState.CLAIMED, claimed_at__lt=now - LEASE)
    in_doubt = Q(state=MailState.HANDING, claimed_at__lt=now - DOUBT)
    waiting = (
        Mail.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("user")
        .annotate(
            is_off=Exists(MailSettings.objects.filter(user=OuterRef("user"), rhythm=Rhythm.OFF)),
            fails=Exists(failing(OuterRef("user__email"))),
        )
    )
    while mail := waiting.filter(due | left_behind | in_doubt).order_by("due_at", "pk").first():
        if mail.state == MailState.HANDING:
            mail.doubts += 1
        put_away = _reason_not_to_send(mail)
        if put_away:
            _finish(mail, put_away)
            continue
        mail.state, mail.claim, mail.claimed_at = MailState.CLAIMED, uuid4(), now
        mail.address = mail.user.email
        mail.attempts += 1
        mail.save(update_fields=["state", "claim", "claimed_at", "address", "attempts", "doubts"])
        return mail
    return None


def _reason_not_to_send(mail: Any) -> MailState | None:
    if mail.doubts > MAX_DOUBTS or timezone.now() - mail.created_at > TRIED:
        return MailState.GIVEN_UP
    return MailState.DROPPED if mail.is_off or mail.fails or not mail.user.is_active else None


def _finish(mail: Mail, state: MailState) -> None:
    mail.state, mail.claim, mail.text, mail.html = state, None, "", ""
    mail.save(update_fields=["state", "claim", "text", "html", "doubts"])


def _hand_over(mail: Mail) -> None:
    """Say that the e-mail changes hands now. Raises ClaimLost when another worker has it."""
    mine = Mail.objects.filter(pk=mail.pk, state=MailState.CLAIMED, claim=mail.claim)
    if not mine.update(state=MailState.HANDING, claimed_at=timezone.now()):
        raise ClaimLost


def _note_sent(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk, claim=mail.claim).update(
        state=MailState.SENT, sent_at=timezone.now(), claim=None, error="", text="", html=""
    )


@transaction.atomic
def _note(mail: Mail, problem: MailProblem) -> None:
    """Write down what came of a try, if the e-mail is still this worker's."""
    mine = Mail.objects.filter(pk=mail.pk, claim=mail.claim)
    words = str(problem)
    if isinstance(problem, Refused):
        logger.warning("e-mail %s was refused: %s", mail.pk, words)
        if mine.update(state=MailState.REFUSED, claim=None, error=words, text="", html="") and problem.is_address:
            note_failing(user=mail.user, email=mail.address, source=FailureSource.SERVER, reason=words)
    elif isinstance(problem, InDoubt):
        logger.warning("e-mail %s was handed over without an answer: %s", mail.pk, words)
        mine.update(error=words)
    elif isinstance(problem, NotNow | Unreachable):
        logger.info("e-mail %s waits: %s", mail.pk, words)
        pause = min(timedelta(minutes=2 ** min(mail.attempts - 1, 10)), LONGEST_PAUSE)
        # An unreachable server is no fault of this e-mail: it does not wait longer each time.
        if isinstance(problem, Unreachable):
            mine.update(
                state=MailState.READY,
                claim=None,
                error=words,
                due_at=timezone.now() + timedelta(minutes=1),
                attempts=F("attempts") - 1,
            )
        else:
            mine.update(state=MailState.READY, claim=None, error=words, due_at=timezone.now() + pause)
