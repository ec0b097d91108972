"""What delivery reports lead to: addresses that get nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from activity.enums import FailureSource
from activity.exchange.bounces import Report, read_report
from activity.models import Mail, ReadBounce
from activity.services.addresses import tell_of_failing_addresses
from activity.tasks import note_failing


@dataclass
class Outcome:
    """How many messages were read before, are no failure, are not about an e-mail of ours, and what the rest did."""

    known: int = 0
    harmless: int = 0
    foreign: int = 0
    noted: int = 0
    repeated: int = 0


def take_bounces(messages: Iterable[bytes]) -> Outcome:
    """Read delivery reports; each message counts once, however often the mailbox is read.

    Effects: addresses that fail, and their coordinators told once. One message that cannot be read stops no other.
    """
    outcome = Outcome()
    for content in messages:
        result = _take(read_report(content))
        setattr(outcome, result, getattr(outcome, result) + 1)
    tell_of_failing_addresses()
    return outcome


@transaction.atomic
def _take(report: Report) -> str:
    """What becomes of one report: the name of the number in Outcome that it adds to."""
    _bounce, is_new = ReadBounce.objects.get_or_create(digest=report.digest)
    if not is_new:
        return "known"
    if not report.is_failure:
        return "harmless"
    ours = Mail.objects.select_related("user").filter(message_id__in=[f"<{one}>" for one in report.message_ids])
    mail = ours.order_by("-created_at").first()
    if mail is None:
        return "foreign"
    noted = note_failing(user=mail.user, email=mail.address, source=FailureSource.BOUNCE, reason=report.reason)
    return "noted" if noted else "repeated"
