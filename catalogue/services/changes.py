"""Keeping the notes of public changes few: reading the stamp counts them."""

from django.db import transaction

from catalogue.models import PublicChange

#: so many notes are counted in a tenth of a millisecond
MOST = 1000


@transaction.atomic
def sweep_changes(*, most: int = MOST) -> int:
    """Delete all notes but the newest once there are more than `most`. Returns how many. Called by the clock.

    Changes the stamp, so pages are made anew once; therefore not every time.
    """
    if PublicChange.objects.count() <= most:
        return 0
    newest = PublicChange.objects.order_by("-id").values_list("id", flat=True).first()
    deleted, _by_table = PublicChange.objects.exclude(id=newest).delete()
    return deleted
