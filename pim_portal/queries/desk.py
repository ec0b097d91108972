"""Everything on a person's desk."""

from dataclasses import dataclass
from typing import Any

from accounts.enums import Role
from activity.models import Notice
from activity.queries import newest_of
from networks.models import Participation
from pim_portal.queries.deadlines import Deadline, deadlines_of_person, deadlines_of_plan
from pim_portal.queries.links import Link, links_of
from pim_portal.queries.meetings import NextMeeting, next_meeting
from pim_portal.queries.own import OwnPlan, begun_by, own_plans
from pim_portal.queries.waiting import Task, tasks_of
from reviews.queries.followed import Followed, followed_by

NOTICES = 5
#: a team has its own plan before it, a coordinator the board of the edition
NOT_REVIEWERS = frozenset({Role.TEAM_MEMBER, Role.COORDINATOR})


@dataclass(frozen=True)
class Desk:
    """What the desk shows.

    `own` is the plan that a team writes, `others` its plans of other editions, `to_begin` where its plan can be begun;
    `followed` are the documents that a reviewer follows.
    """

    tasks: list[Task]
    followed: list[Followed]
    own: OwnPlan | None
    others: list[Task]
    to_begin: Participation | None
    notices: list[Notice]
    meeting: NextMeeting | None
    deadlines: list[Deadline]
    links: list[Link]


def desk_of(user: Any) -> Desk:
    """Everything on a person's desk."""
    own, others = own_plans(user) if user.role == Role.TEAM_MEMBER else (None, [])
    return Desk(
        tasks=tasks_of(user),
        followed=followed_by(user) if user.role not in NOT_REVIEWERS else [],
        own=own,
        others=others,
        to_begin=begun_by(user) if user.role == Role.TEAM_MEMBER and own is None else None,
        notices=newest_of(user, NOTICES),
        meeting=next_meeting(user),
        deadlines=deadlines_of_plan(user, own.document, own.content) if own else deadlines_of_person(user),
        links=links_of(user),
    )
