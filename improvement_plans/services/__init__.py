"""Writes of improvement plans: plans, institutions and their people, answers to recommendations."""

from improvement_plans.services.institutions import (
    change_institution,
    create_institution,
    end_membership,
    give_membership,
    remove_former_name,
)
from improvement_plans.services.plans import create_plan, mark_published
from improvement_plans.services.responses import record_response

__all__ = [
    "change_institution",
    "create_institution",
    "create_plan",
    "end_membership",
    "give_membership",
    "mark_published",
    "record_response",
    "remove_former_name",
]
