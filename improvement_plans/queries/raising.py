"""Which cities raised what a recommendation answers: those that are told of its fate and say whether it helped."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from improvement_plans.models import CityRating, Recommendation
from improvement_plans.permissions import raises
from networks.models import Participation


def participations_raising(recommendation: Recommendation) -> QuerySet[Participation]:
    """Cities in an edition that raised a barrier of the recommendation. Not for the public."""
    return Participation.objects.filter(raises(recommendation))


def teams_raising(recommendation: Recommendation) -> QuerySet[User]:
    """The people of those cities' teams now."""
    return User.objects.filter(
        seats__participation__in=participations_raising(recommendation), seats__until=None
    ).distinct()


def rated_by(user: Any, recommendation: Recommendation) -> QuerySet[Participation]:
    """The cities for which the user may say whether the recommendation helped."""
    return participations_raising(recommendation).filter(seats__user=user.pk, seats__until=None).distinct()


def ratings_of(recommendation: Recommendation) -> QuerySet[CityRating]:
    """What cities said of its effect, by city."""
    return CityRating.objects.filter(recommendation=recommendation).select_related("participation__city")
