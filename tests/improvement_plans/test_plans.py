"""The course of a plan: who moves it, from where to where, and what its moves leave behind."""

import pytest

from accounts.enums import Role
from activity.enums import Verb
from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import State
from documents.exceptions import Incomplete
from documents.models import Document
from documents.services import course
from improvement_plans import services
from improvement_plans.models import Introduction
from improvement_plans.policies import TRANSITIONS
from tests import factories
from tests.improvement_plans.factories import fill_plan

pytestmark = pytest.mark.django_db

#: moves that a service of this app makes; the catalogue makes the rest
OURS = ("submit", "take_back", "return", "accept", "reopen", "revise")


def move(key: str, by, document) -> None:
    reason = {"reason": "Bo tak trzeba."}
    match key:
        case "return":
            course.return_for_changes(by=by, document=document, **reason)
        case "reopen" | "revise":
            getattr(course, key)(by=by, document=document, **reason)
        case _:
            getattr(course, key)(by=by, document=document)


def test_a_coordinator_begins_one_plan_per_network() -> None:
    network, coordinator = factories.network(), factories.coordinator()
    plan = services.create_plan(by=coordinator, network=network)
    assert plan.document.slug == network.slug
    assert plan.document.kind == "pu"
    assert Introduction.objects.filter(document=plan.document).count() == 1
    with pytest.raises(WrongState):
        services.create_plan(by=coordinator, network=network)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_nobody_else_begins_a_plan(role: Role) -> None:
    with pytest.raises(NotAllowed):
        services.create_plan(by=factories.user(role), network=factories.network())


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("key", OURS)
def test_every_move_from_every_state(key: str, state: str) -> None:
    """Only the pairs of the table pass, and only for the one whom the table names."""
    plan = factories.plan()
    editor, coordinator = factories.pu_editor(plan.network), factories.coordinator()
    strangers = [factories.user(), factories.expert(plan.network), factories.pu_editor(factories.network())]
    fill_plan(plan.document, by=editor)
    Document.objects.filter(pk=plan.document_id).update(state=state)
    transition = next(one for one in TRANSITIONS if one.key == key)
    right, wrong = (editor, coordinator) if transition.who == "editor" else (coordinator, editor)
    for person in [wrong, *strangers]:
        with pytest.raises(NotAllowed):
            move(key, person, plan.document)
    if state in transition.sources:
        move(key, right, plan.document)
    else:
        with pytest.raises(WrongState):
            move(key, right, plan.document)
    plan.document.refresh_from_db()
    assert plan.document.state == (transition.target if state in transition.sources else state)


def test_an_incomplete_plan_is_not_submitted() -> None:
    plan = factories.plan()
    with pytest.raises(Incomplete) as refusal:
        course.submit(by=factories.pu_editor(plan.network), document=plan.document)
    assert {gap.section.key for gap in refusal.value.missing} == {"introduction", "barriers", "recommendations"}
    plan.document.refresh_from_db()
    assert plan.document.state == State.DRAFT
    assert plan.document.versions.count() == 0


def test_submitting_freezes_the_words() -> None:
    plan = factories.plan()
    editor = factories.pu_editor(plan.network)
    recommendation = fill_plan(plan.document, by=editor)
    version = course.submit(by=editor, document=plan.document)
    assert version.content["parts"]["recommendation"][0]["values"]["code"] == recommendation.code
    assert Event.objects.filter(document_id=plan.document_id, verb=Verb.SUBMITTED).count() == 1


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_return_needs_a_reason(reason: str) -> None:
    plan = factories.plan()
    editor = factories.pu_editor(plan.network)
    fill_plan(plan.document, by=editor)
    course.submit(by=editor, document=plan.document)
    with pytest.raises(InvalidInput):
        course.return_for_changes(by=factories.coordinator(), document=plan.document, reason=reason)
    plan.document.refresh_from_db()
    assert plan.document.state == State.SUBMITTED
