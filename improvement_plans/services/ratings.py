"""Cities say whether what was done helped them."""

from django.db import transaction

from accounts.models import User
from activity.enums import Verb
from activity.services import notify, record
from documents.services import lock_document
from improvement_plans.models import CityRating, Recommendation
from improvement_plans.permissions import check_can_rate
from improvement_plans.policies import check_ratable
from improvement_plans.queries import editors_of, public_name, staff_of
from improvement_plans.services.tracking import path_of
from networks.models import Participation


@transaction.atomic
def rate_recommendation(
    *, by: User, recommendation: Recommendation, participation: Participation, helped: str, text: str = ""
) -> CityRating:
    """Say for a city whether a recommendation helped; what it said before is replaced.

    Effects: the rating, an event, notices to the addressees and the plan's editors. Raises NotAllowed, WrongState (not
    public, or nobody has answered yet).
    """
    document = lock_document(recommendation.document)
    recommendation = Recommendation.objects.get(pk=recommendation.pk)
    recommendation.document = document
    check_can_rate(by, recommendation, participation)
    check_ratable(recommendation)
    rating, _made = CityRating.objects.update_or_create(
        recommendation=recommendation,
        participation=participation,
        defaults={"helped": helped, "text": text, "by": by, "by_label": str(by)},
    )
    event = record(
        by=by,
        verb=Verb.RATED,
        target_kind="recommendation",
        target_id=recommendation.pk,
        target_label=public_name(recommendation),
        data={"helped": helped, "city": participation.city.name},
    )
    asked = [one.institution for one in recommendation.courses.filter(is_asked=True).select_related("institution")]
    told = [*editors_of(document.improvement_plan.network), *staff_of([one for one in asked if one])]
    notify(event=event, users=told, path=path_of(recommendation))
    return rating
