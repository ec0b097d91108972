"""What shows a barrier to everybody: words of published MIDs, public meetings, and a number of quiet cities."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from catalogue.models import PublishedRow
from improvement_plans.models import Barrier
from improvement_plans.queries import Cities, Harvest, cities_of, evidence_for

NOBODY = AnonymousUser()


def public_harvest(shown: PublishedRow, named: Iterable[str]) -> tuple[Harvest, Cities]:
    """What shows a published barrier, and the cities that raised it. `named` are slugs of cities that the page names.

    The page is the same for all, so that it is read as nobody in particular. At most twelve queries.
    """
    barriers = list(Barrier.objects.filter(pk=shown.row_id))
    if not barriers:
        return Harvest(), Cities()
    harvest = evidence_for(NOBODY, barriers)[shown.row_id]
    return harvest, cities_of(NOBODY, barriers, named=named)[shown.row_id]
