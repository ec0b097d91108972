"""When an e-mail may leave: the rhythm that a person chose, and their quiet hours. All hours are those of Warsaw."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from activity.enums import Rhythm, Verb
from activity.models import MailSettings, Notice

#: how long what follows the first e-mail is gathered into the next, for people who want to know at once
GATHERED = timedelta(minutes=10)
#: a notice that could not be mailed for longer is no news any more
NEWS = timedelta(days=15)
NO_SECRETS = (Verb.PUBLISHED, Verb.WITHDRAWN, Verb.RESTORED, Verb.REVIEWER_REMOVED)


def is_wanted(settings: MailSettings, notice: Notice) -> bool:
    """Whether the person wants this notice by e-mail at all."""
    if settings.rhythm == Rhythm.OFF or (settings.begins_at and notice.created_at < settings.begins_at):
        return False
    return settings.rhythm != Rhythm.WAITING or notice.waits_still


def is_pressing(notice: Notice) -> bool:
    """Whether a notice passes the rhythm: it asks for what is past its date."""
    return notice.event.verb == Verb.OVERDUE and notice.waits_still


def due_at(settings: MailSettings, notice: Notice) -> datetime:
    """The first moment at which a wanted notice may be mailed."""
    moment = notice.created_at
    if is_pressing(notice):
        return after_quiet(settings, moment)
    if settings.rhythm == Rhythm.AT_ONCE:
        if settings.last_mail_at:
            moment = max(moment, settings.last_mail_at + GATHERED)
        return after_quiet(settings, moment)
    return after_quiet(settings, _next_hour(settings, moment))


def after_quiet(settings: MailSettings, moment: datetime) -> datetime:
    """`moment`, or the end of the quiet hours that it falls into."""
    begin, end = settings.quiet_from, settings.quiet_until
    if begin is None or end is None:
        return moment
    local = timezone.localtime(moment)
    now = local.time()
    over_midnight = begin > end
    is_quiet = (now >= begin or now < end) if over_midnight else begin <= now < end
    if not is_quiet:
        return moment
    day = local.date() + timedelta(days=1) if over_midnight and now >= begin else local.date()
    return _not_before(moment, datetime.combine(day, end))


def _next_hour(settings: MailSettings, moment: datetime) -> datetime:
    """The first chosen hour (of the chosen day) after `moment`."""
    local = timezone.localtime(moment)
    day = local.date()
    if settings.rhythm == Rhythm.WEEKLY:
        day += timedelta(days=(settings.weekday - day.weekday()) % 7)
    step = timedelta(days=7 if settings.rhythm == Rhythm.WEEKLY else 1)
    chosen = _aware(datetime.combine(day, time(settings.hour)))
    return chosen if chosen > moment else _aware(datetime.combine(day + step, time(settings.hour)))


def _not_before(moment: datetime, wall: datetime) -> datetime:
    """What the clock on the wall shows, after `moment`: an hour that comes twice in autumn may be the second one."""
    first = _aware(wall)
    return first if first > moment else _aware(wall.replace(fold=1))


def _aware(wall: datetime) -> datetime:
    """The moment; an hour that is skipped in spring is the hour after it. In UTC, where moments can be compared."""
    return wall.replace(tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def is_no_secret(verb: str) -> bool:
    """Whether a notice is for people to whom its document is closed, too: it tells what everybody may read on the
    public page that it leads to, or that their own part in a review has ended.
    """
    return verb in NO_SECRETS
