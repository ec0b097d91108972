"""Plans with words in them, in the states that tests start from."""

from typing import Any

from accounts.models import User
from activity.enums import Verb
from documents.enums import State
from documents.models import Document
from documents.parts import document_kind
from documents.queries import single
from documents.services import accept, set_state, submit
from improvement_plans.enums import Status
from improvement_plans.models import Barrier, GoodPractice, ImprovementPlan, Institution, Recommendation, Response
from improvement_plans.services import Said, Shown, mark_published, record_response
from tests import factories


def fill_plan(document: Document, *, by: User, institution: Institution | None = None) -> Recommendation:
    """One row of every kind straight into the tables: a draft that may be submitted. Returns the recommendation."""
    letters = document.improvement_plan.network.code
    introduction = single(document, document_kind("pu").part_kind("introduction"))
    introduction.title, introduction.text = "Plan na upały", "<p>Wstęp.</p>"
    introduction.save()
    row: dict[str, Any] = {"document": document, "position": 1, "changed_by": by}
    barrier = Barrier.objects.create(
        **row, code=f"{letters}-B01", title="Brak definicji", description="<p>Nie ma jej.</p>", kind="law"
    )
    recommendation = Recommendation.objects.create(
        **row,
        code=f"{letters}-R01",
        title="Zdefiniować zieleń",
        text="<p>W ustawie.</p>",
        kind="law",
        lead_institution=institution or factories.institution(),
    )
    recommendation.barriers.add(barrier)
    GoodPractice.objects.create(
        **row,
        code=f"{letters}-D01",
        title="Park kieszonkowy",
        place="Wrocław",
        country="Polska",
        solution="<p>Mały park.</p>",
    )
    return recommendation


def answer(
    by: User,
    recommendation: Recommendation,
    institution: Institution | None = None,
    status: str = Status.ACCEPTED,
    text: str = "Przyjmujemy.",
    **said: Any,
) -> Response:
    """What an addressee (without one the only course) says of a recommendation. `url`: the address of its evidence."""
    shown = [Shown("Dowód", url) for url in [said.pop("url", "")] if url]
    expected = said.pop("expected", None)
    courses = recommendation.courses.filter(institution=institution) if institution else recommendation.courses.all()
    return record_response(
        by=by,
        course=courses.get(),
        said=Said(status=status, text=text, evidence=said.pop("evidence", shown), **said),
        expected=expected,
    )


def published_plan(
    institution: Institution | None = None, *others: Institution
) -> tuple[ImprovementPlan, Recommendation, User]:
    """A plan that went the whole way, its recommendation (with `others` as further addressees), and its editor."""
    plan = factories.plan()
    editor, coordinator = factories.pu_editor(plan.network), factories.coordinator()
    recommendation = fill_plan(plan.document, by=editor, institution=institution)
    recommendation.institutions.set(others)
    version = submit(by=editor, document=plan.document)
    accept(by=coordinator, document=plan.document)
    mark_published(by=coordinator, document=plan.document, version=version)
    document = Document.objects.get(pk=plan.document_id)
    set_state(by=coordinator, document=document, state=State.PUBLISHED, verb=Verb.PUBLISHED)
    recommendation.refresh_from_db()
    plan.document = document
    return plan, recommendation, editor
