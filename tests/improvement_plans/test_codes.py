"""Codes: of the network, once, and for ever after publication."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.exceptions import WrongState
from documents.enums import State
from documents.exceptions import InvalidFields
from documents.models import Document
from documents.parts import document_kind
from documents.services import delete_part, save_part
from improvement_plans.models import Barrier
from improvement_plans.policies import check_values
from improvement_plans.services import mark_published
from tests import factories
from tests.improvement_plans.factories import fill_plan, published_plan

pytestmark = pytest.mark.django_db

LASTING = ["barrier", "recommendation", "good_practice"]


def reopened(plan) -> None:
    """The plan is a draft again, as after a withdrawal and a new revision."""
    Document.objects.filter(pk=plan.document_id).update(state=State.DRAFT)


def row_of(plan, kind):
    return kind.model._default_manager.get(document=plan.document)


@pytest.mark.parametrize("key", LASTING)
def test_a_published_row_keeps_its_code(key: str) -> None:
    plan, _recommendation, editor = published_plan()
    reopened(plan)
    kind = document_kind("pu").part_kind(key)
    row = row_of(plan, kind)
    changed = {"code": row.code[:-1] + "9"}
    with pytest.raises(InvalidFields):
        save_part(
            by=editor, document=plan.document, kind=kind, part_id=row.pk, base_version=row.version, new_values=changed
        )
    saved = save_part(
        by=editor,
        document=plan.document,
        kind=kind,
        part_id=row.pk,
        base_version=row.version,
        new_values={"code": row.code, "title": "Nowy tytuł"},
    )
    assert saved.title == "Nowy tytuł"


@pytest.mark.parametrize("key", LASTING)
def test_a_published_row_cannot_be_deleted(key: str) -> None:
    plan, _recommendation, editor = published_plan()
    reopened(plan)
    kind = document_kind("pu").part_kind(key)
    row = row_of(plan, kind)
    with pytest.raises(WrongState):
        delete_part(by=editor, document=plan.document, kind=kind, part_id=row.pk, base_version=row.version)
    assert row_of(plan, kind).deleted_at is None


def test_the_database_keeps_published_rows_too() -> None:
    _plan, recommendation, _editor = published_plan()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(recommendation).objects.filter(pk=recommendation.pk).update(deleted_at=recommendation.created_at)


def test_a_row_never_published_may_go_and_its_code_return() -> None:
    plan = factories.plan()
    editor = factories.pu_editor(plan.network)
    fill_plan(plan.document, by=editor)
    kind = document_kind("pu").part_kind("good_practice")
    row = row_of(plan, kind)
    delete_part(by=editor, document=plan.document, kind=kind, part_id=row.pk, base_version=row.version)
    again = kind.model._default_manager.create(
        document=plan.document, code=row.code, title="Inna", place="A", country="B"
    )
    assert again.code == row.code


def test_two_live_rows_never_share_a_code() -> None:
    plan = factories.plan()
    fill_plan(plan.document, by=factories.pu_editor(plan.network))
    code = row_of(plan, document_kind("pu").part_kind("barrier")).code
    with pytest.raises(IntegrityError), transaction.atomic():
        Barrier.objects.create(document=plan.document, code=code, title="Druga", kind="law")


def test_a_code_begins_with_the_letters_of_the_network() -> None:
    plan = factories.plan()
    kind = document_kind("pu").part_kind("barrier")
    check_values(plan.document, kind, {"code": f"{plan.network.code}-B01"})
    with pytest.raises(ValidationError):
        check_values(plan.document, kind, {"code": "QQQ-B01"})


def test_publishing_again_keeps_the_first_day() -> None:
    plan, recommendation, editor = published_plan()
    first = recommendation.published_on
    mark_published(by=editor, document=plan.document, version=plan.document.versions.first())
    recommendation.refresh_from_db()
    assert recommendation.published_on == first
