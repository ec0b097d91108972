"""Sending the e-mails of the outbox (decision 24). Many workers may do it at the same time, and each may die anywhere.

E-mails are claimed, some at once, in a transaction that is over before anything is sent. Their worker has them for
`LEASE`; afterwards another one takes what is left, which is safe, because right before the end of each text the worker
must still prove its claim.
From that moment to the server's answer the e-mail is in doubt: it is sent again, with the same Message-ID, only when
no answer was recorded for `DOUBT`, and only `MAX_DOUBTS` times.
"""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from activity.emails import Transport
from activity.enums import FailureSource, MailState, Rhythm
from activity.exceptions import ClaimLost, InDoubt, MailProblem, NotNow, Refused, Unreachable
from activity.models import Mail, MailSettings, Notice
from activity.queries import failing, readable
from activity.tasks.addresses import note_failing

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
DOUBT = timedelta(minutes=15)
MAX_DOUBTS = 2
#: e-mails that a worker takes at once
TOGETHER = 20
#: what was put together longer ago is judged again: its reader may have lost the right to what it says
JUDGED = timedelta(minutes=1)
#: an e-mail that did not leave for so long is given up
TRIED = timedelta(days=4)
LONGEST_PAUSE = timedelta(hours=6)
#: seconds after which a worker makes room for other tasks
ROUND = 60


def send_due(*, seconds: float = ROUND) -> int:
    """Send what is due, over one connection. Returns how many e-mails the server took."""
    end = time.monotonic() + seconds
    sent = unreachable = 0
    mine: list[Mail] = []
    try:
        with Transport() as transport:
            while unreachable < 2 and time.monotonic() < end and (mine := _still_mine(mine) or claim_due()):
                mail = mine.pop(0)
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
    finally:
        _give_back(mine)
    return sent


@transaction.atomic(durable=True)
def claim_due(most: int = TOGETHER) -> list[Mail]:
    """Take some e-mails that are due and that nobody has. What cannot be sent any more is put away on the way.

    A bounded number of queries, however many are taken.
    """
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
        .filter(due | left_behind | in_doubt)
        .order_by("due_at", "pk")
    )
    while found := list(waiting[:most]):
        for mail in found:
            mail.doubts += mail.state == MailState.HANDING
        outdated = _outdated(found, now)
        taken = []
        for mail in found:
            put_away = _reason_not_to_send(mail)
            if put_away:
                _finish(mail, put_away)
            elif mail.pk in outdated:
                _take_apart(mail)
            else:
                taken.append(mail)
        if taken:
            return _claim(taken, now)
    return []


def _claim(mails: Sequence[Mail], now: datetime) -> list[Mail]:
    """Write the claim of one worker on some e-mails; each goes to the present address of its person."""
    claim = uuid4()
    for mail in mails:
        if mail.state == MailState.HANDING or mail.address != mail.user.email:
            mail.address = mail.user.email
            mail.save(update_fields=["address", "doubts"])
        mail.state, mail.claim, mail.claimed_at, mail.attempts = MailState.CLAIMED, claim, now, mail.attempts + 1
    Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        state=MailState.CLAIMED, claim=claim, claimed_at=now, attempts=F("attempts") + 1
    )
    return list(mails)


def _still_mine(mails: list[Mail]) -> list[Mail]:
    """The rest of what was claimed; a slow worker gives it back before others take it."""
    if mails and mails[0].claimed_at and timezone.now() - mails[0].claimed_at > LEASE / 2:
        _give_back(mails)
        return []
    return mails


def _give_back(mails: list[Mail]) -> None:
    """E-mails that were claimed and not tried are free again."""
    if mails:
        mine = Mail.objects.filter(pk__in=[mail.pk for mail in mails], state=MailState.CLAIMED, claim=mails[0].claim)
        mine.update(state=MailState.READY, claim=None, attempts=F("attempts") - 1)


def _outdated(mails: Sequence[Mail], now: datetime) -> set[UUID]:
    """Those of the e-mails that tell of something that their reader may not read any more."""
    people = {mail.user_id: mail.user for mail in mails if now - mail.created_at > JUDGED}
    if not people:
        return set()
    notices = list(Notice.objects.filter(mail__in=mails, user__in=people).select_related("event"))
    allowed = {notice.pk for notice in readable(people, notices)}
    return {notice.mail_id for notice in notices if notice.pk not in allowed and notice.mail_id}


def _take_apart(mail: Mail) -> None:
    """Free the notices of an e-mail that may not leave as it is: those that may be read go into the next one.

    One in doubt may have arrived; its row stays for a delivery report.
    """
    Notice.objects.filter(mail=mail).update(mail=None, mailed_at=None)
    if mail.state == MailState.HANDING:
        _finish(mail, MailState.GIVEN_UP)
    else:
        mail.delete()


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
