"""What a person decides about their own e-mails."""

from datetime import time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.enums import Rhythm, Verb
from activity.models import MailSettings
from activity.services.log import record

#: rhythms in which some notices were not meant to be mailed: they are not sent all at once after a change
_PARTIAL = (Rhythm.OFF, Rhythm.WAITING)


@transaction.atomic
def change_mail_settings(
    *, by: User, rhythm: Rhythm, weekday: int, hour: int, quiet_from: time | None, quiet_until: time | None
) -> MailSettings:
    """Change when a person gets e-mails. Raises ValidationError for values that the columns do not take."""
    settings = _lock(by)
    if settings.rhythm in _PARTIAL and rhythm != settings.rhythm:
        settings.begins_at = timezone.now()
    settings.rhythm, settings.weekday, settings.hour = rhythm, weekday, hour
    settings.quiet_from, settings.quiet_until = quiet_from, quiet_until
    settings.full_clean(exclude=["user"])
    settings.save()
    return settings


@transaction.atomic
def stop_mails(*, user: User) -> bool:
    """End the e-mails of a person whose link says so; the notices stay in the portal. False when they had ended.

    Who opens the link need not be signed in: the signed token is the proof (`activity.queries.user_with_token`).
    """
    settings = _lock(user)
    if settings.rhythm == Rhythm.OFF:
        return False
    settings.rhythm = Rhythm.OFF
    settings.save(update_fields=["rhythm"])
    record(
        by=user,
        verb=Verb.PROFILE_CHANGED,
        target_kind="user",
        target_id=user.pk,
        target_label=str(user),
        data={"changed": ["rhythm"]},
    )
    return True


def _lock(user: User) -> MailSettings:
    MailSettings.objects.bulk_create([MailSettings(user=user)], ignore_conflicts=True)
    return MailSettings.objects.select_for_update(of=("self",), no_key=True).get(user=user)
