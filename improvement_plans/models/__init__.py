"""PU: the plan and its typed parts, institutions, and what became of recommendations, one file per noun."""

from improvement_plans.models.harvest import BarrierEvidence, BarrierFlag
from improvement_plans.models.institutions import FormerName, Institution, InstitutionMember
from improvement_plans.models.plan import (
    Barrier,
    GoodPractice,
    ImprovementPlan,
    Introduction,
    Lasting,
    ProposedAction,
    Recommendation,
)
from improvement_plans.models.ratings import CityRating
from improvement_plans.models.tracking import Course, Evidence, Response

__all__ = [
    "Barrier",
    "BarrierEvidence",
    "BarrierFlag",
    "CityRating",
    "Course",
    "Evidence",
    "FormerName",
    "GoodPractice",
    "ImprovementPlan",
    "Institution",
    "InstitutionMember",
    "Introduction",
    "Lasting",
    "ProposedAction",
    "Recommendation",
    "Response",
]
