"""Reads of e-mails: who may get one, and what became of them."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from activity.enums import Rhythm
from activity.models import FailingAddress, Mail, MailSettings, Notice
from activity.policies import NEWS


def failing(address: Any) -> QuerySet[FailingAddress]:
    """The open failure of an address (a text, or an expression of the outer query)."""
    return FailingAddress.objects.filter(cleared_at=None).annotate(low=Lower("email")).filter(low=Lower(address))


def failing_address_of(user: User) -> FailingAddress | None:
    """Why the present address of a person gets no e-mails; None when it does."""
    return FailingAddress.objects.filter(cleared_at=None, email__iexact=user.email).first()


def settings_of(user: User) -> MailSettings:
    """The person's e-mail settings; the defaults, not stored, when there are none."""
    return MailSettings.objects.filter(user=user).first() or MailSettings(user=user)


def unmailed(now: datetime.datetime) -> QuerySet[Notice]:
    """Notices that may still go into an e-mail: not seen in the portal, young enough, of people who can sign in."""
    return Notice.objects.filter(
        mailed_at=None, seen_at=None, created_at__gt=now - NEWS, created_at__lte=now, user__is_active=True
    )


def readers_with_unmailed(now: datetime.datetime) -> list[int]:
    """The ids of people who may have to be written to."""
    wanting = unmailed(now).exclude(user__mail_settings__rhythm=Rhythm.OFF)
    reachable = wanting.filter(~Exists(failing(OuterRef("user__email"))))
    return list(reachable.order_by("user_id").values_list("user_id", flat=True).distinct())


def mails_of(user: User) -> QuerySet[Mail]:
    """What was sent to a person, the newest first. The caller may manage people."""
    return Mail.objects.filter(user=user).order_by("-created_at")
