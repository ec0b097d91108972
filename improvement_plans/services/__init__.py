"""Writes of improvement plans: plans, institutions and their people, what became of recommendations."""

from improvement_plans.services.clock import tell_of_overdue_courses
from improvement_plans.services.evidence import add_meeting, add_passage, remove_evidence
from improvement_plans.services.harvest import (
    NewBarrier,
    decline_flag,
    flag_barrier,
    merge_flags,
    reopen_flag,
    withdraw_flag,
)
from improvement_plans.services.institutions import (
    change_institution,
    create_institution,
    end_membership,
    give_membership,
    remove_former_name,
)
from improvement_plans.services.merging import merge_institution
from improvement_plans.services.plans import create_plan, mark_published
from improvement_plans.services.ratings import rate_recommendation
from improvement_plans.services.tracking import AnsweredMeanwhile, Letter, Said, Shown, record_response

__all__ = [
    "AnsweredMeanwhile",
    "Letter",
    "NewBarrier",
    "Said",
    "Shown",
    "add_meeting",
    "add_passage",
    "change_institution",
    "create_institution",
    "create_plan",
    "decline_flag",
    "end_membership",
    "flag_barrier",
    "give_membership",
    "mark_published",
    "merge_flags",
    "merge_institution",
    "rate_recommendation",
    "record_response",
    "remove_evidence",
    "remove_former_name",
    "reopen_flag",
    "tell_of_overdue_courses",
    "withdraw_flag",
]
