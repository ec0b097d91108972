"""Answers of institutions to recommendations."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from activity.enums import Verb
from activity.services import notify, record
from improvement_plans.models import Institution, Recommendation, Response
from improvement_plans.permissions import check_can_answer
from improvement_plans.policies import check_answerable, check_status_move
from improvement_plans.queries import editors_of


@transaction.atomic
def record_response(
    *,
    by: User,
    recommendation: Recommendation,
    status: str,
    text: str,
    institution: Institution | None,
    evidence_url: str = "",
) -> Response:
    """Record what an institution says about a recommendation and the status it gives.

    Effects: a Response, the recommendation's present status and its date (when it changes), an event, notices to the
    editors of the plan. Raises NotAllowed, WrongState (not public), InvalidInput (this status cannot follow).
    """
    recommendation = (
        Recommendation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document__improvement_plan__network")
        .get(pk=recommendation.pk)
    )
    check_can_answer(by, recommendation, institution)
    check_answerable(recommendation)
    check_status_move(recommendation, status)
    response = Response.objects.create(
        recommendation=recommendation,
        institution=institution,
        status=status,
        text=text,
        evidence_url=evidence_url,
        by=by,
        by_label=str(by),
    )
    _set_status(recommendation, status)
    _tell_editors(by, response)
    return response


def _set_status(recommendation: Recommendation, status: str) -> None:
    if recommendation.status == status:
        return
    recommendation.status = status
    recommendation.status_since = timezone.localdate()
    recommendation.save(update_fields=["status", "status_since"])


def _tell_editors(by: User, response: Response) -> None:
    recommendation = response.recommendation
    event = record(
        by=by,
        verb=Verb.ANSWERED,
        target_kind="recommendation",
        target_id=recommendation.pk,
        target_label=str(recommendation),
        document_id=recommendation.document_id,
        data={"status": response.status, "institution": str(response.institution or ""), "response": response.pk},
    )
    # A stored address is the one without a language prefix, whatever language the sender reads.
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("response_add", args=[recommendation.code])
    notify(event=event, users=editors_of(recommendation.document.improvement_plan.network), path=path)
