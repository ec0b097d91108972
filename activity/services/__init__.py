"""Recording events, telling people, and what people decide about being told."""

from activity.services.addresses import tell_of_failing_addresses, use_address_again
from activity.services.bounces import Outcome, take_bounces
from activity.services.calendars import note_read, renew_calendar, revoke_calendar
from activity.services.log import record, record_or_extend
from activity.services.notices import mark, notify, see, see_all, settle
from activity.services.preferences import change_mail_settings, stop_mails

__all__ = [
    "Outcome",
    "change_mail_settings",
    "mark",
    "note_read",
    "notify",
    "record",
    "record_or_extend",
    "renew_calendar",
    "revoke_calendar",
    "see",
    "see_all",
    "settle",
    "stop_mails",
    "take_bounces",
    "tell_of_failing_addresses",
    "use_address_again",
]
