"""Documents under review, their rounds, and who takes part."""

from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, When

from accounts.enums import Role
from activity.enums import Verb
from activity.models import Event
from documents.enums import State
from documents.models import Change, Document, Version
from documents.queries import snapshot
from improvement_plans.queries import plans_visible_to
from initiatives.queries import initiatives_visible_to
from networks.enums import SpecialistKind
from networks.queries import networks_of_specialist
from reviews.enums import OPEN_ROUND, Audience, RoundState, ThreadState
from reviews.models import Reviewer, Round
from reviews.policies import INVITABLE

#: what headers of pages show of a document of each kind
HEADERS = {
    "mid": (
        "initiative__participation__city",
        "initiative__participation__network",
        "initiative__participation__edition",
    ),
    "pu": ("improvement_plan__network__edition",),
}


def reviews_visible_to(user: Any, kind: str = "") -> QuerySet[Document]:
    """Documents whose reviews the user may read, with page headers loaded: those open to them on the workbench, and
    those that they were asked to review, until they are removed or the document is published. With a `kind` those of
    that kind alone, which is a shorter question.
    """
    documents = Document.objects.filter(kind=kind) if kind else Document.objects.all()
    headers = HEADERS[kind] if kind else [path for paths in HEADERS.values() for path in paths]
    return documents.filter(on_workbench(user, kind) | Q(pk__in=_asked_of(user))).select_related(*headers)


def on_workbench(user: Any, kind: str = "") -> Q:
    """Documents that are open to the user on the workbench; those of one kind where it is named."""
    open_to_them = Q(pk__in=[])
    if kind != "pu":
        open_to_them |= Q(kind="mid", initiative__in=initiatives_visible_to(user))
    if kind != "mid":
        open_to_them |= Q(kind="pu", improvement_plan__in=plans_visible_to(user))
    return open_to_them


def _asked_of(user: Any) -> QuerySet[Any]:
    """Ids of the documents in whose newest round the user is an invited reviewer."""
    if not user.is_authenticated:
        return Reviewer.objects.none().values("round__document")
    later = Round.objects.filter(document=OuterRef("round__document"), number__gt=OuterRef("round__number"))
    return (
        Reviewer.objects.filter(
            ~Exists(later), user=user.pk, user__role__in=INVITABLE, is_invited=True, removed_at=None
        )
        .exclude(round__document__state__in=[State.PUBLISHED, State.WITHDRAWN])
        .values("round__document")
    )


def rounds_of(document: Document) -> QuerySet[Round]:
    """All rounds, the newest first, with `remarks` and `open_remarks` counted and what `has_moved_on` asks; versions
    without their content.
    """
    return (
        Round.objects.filter(document=document)
        .select_related("version")
        .defer("version__content")
        .annotate(**_counts(), moved_on=_moved_on())
        .order_by("-number")
    )


def _counts() -> dict[str, Count]:
    """Of the remarks that both sides read: nobody learns of private notes from a figure."""
    shared = Q(threads__audience=Audience.ALL)
    is_open = Q(threads__state=ThreadState.OPEN)
    return {"remarks": Count("threads", filter=shared), "open_remarks": Count("threads", filter=shared & is_open)}


def printed_rounds(version: Version) -> list[Round]:
    """The rounds on a version of a document and on the versions before it, the oldest first."""
    rounds = Round.objects.filter(document=version.document_id, version__number__lte=version.number)
    return list(rounds.order_by("number"))


def open_round(document: Document) -> Round | None:
    return Round.objects.filter(document=document, closed_at=None).first()


def last_return(document: Document) -> Round | None:
    """The newest round when it ended in a return: its reasons are what the authors work on."""
    newest = Round.objects.filter(document=document).exclude(state=RoundState.WITHDRAWN).order_by("-number").first()
    return newest if newest is not None and newest.state == RoundState.RETURNED else None


def last_closed_round(document: Document) -> Round | None:
    """The newest round that has ended."""
    return Round.objects.filter(document=document, closed_at__isnull=False).order_by("-number").first()


def newest_round(document: Document) -> Round | None:
    return Round.objects.filter(document=document).order_by("-number").first()


def accepted_round(document: Document) -> Round | None:
    """The newest round when it ended in an acceptance: its Version is what may be published."""
    newest = Round.objects.filter(document=document).select_related("version").order_by("-number").first()
    return newest if newest is not None and newest.state == RoundState.ACCEPTED else None


def waiting_for(user: Any) -> QuerySet[Round]:
    """Open rounds that the user may judge, the oldest first, with what the desk shows loaded."""
    if not user.is_authenticated:
        return Round.objects.none()
    rows = Reviewer.objects.filter(user=user.pk)
    mine = Q(document__initiative__participation__network__in=networks_of_specialist(user, SpecialistKind.EXPERT))
    if user.role == Role.COORDINATOR:
        mine |= Q(document__kind="pu") | Q(pk__in=rows.filter(removed_at=None).values("round"))
    if user.role in INVITABLE:
        mine |= Q(pk__in=rows.filter(removed_at=None, is_invited=True).values("round"))
    sent_away = rows.filter(removed_at__isnull=False).exclude(removed_by_label="")
    return (
        Round.objects.filter(mine, state__in=OPEN_ROUND)
        .exclude(pk__in=sent_away.values("round"))
        .select_related(
            "version",
            "document__initiative__participation__city",
            "document__initiative__participation__network",
            "document__improvement_plan__network",
        )
        .defer("version__content")
        .annotate(**_counts())
        .order_by("created_at")
    )


def former_reasons(current: Round) -> str:
    """The reasons of the verdict that was undone when the round was opened again; empty where none was."""
    undone = Event.objects.filter(
        document_id=current.document_id, verb=Verb.REVIEW_REOPENED, data__round=current.number
    ).order_by("-id")
    event = undone.first()
    return str(event.data.get("former_reasons", "")) if event else ""


def has_moved_on(shown: Round) -> bool:
    """Whether the authors have changed anything since they submitted the round's Version. One query, none for a round
    of `rounds_of`.
    """
    if hasattr(shown, "moved_on"):
        return bool(shown.moved_on)
    return Round.objects.filter(pk=shown.pk).filter(_moved_on()).exists()


def _moved_on() -> Case:
    """Whether there are changes later than a round's Version. One frozen before moments were noted, or whose rows were
    made without changes, knows only its hour.
    """
    changes = Change.objects.filter(document=OuterRef("document"))
    since_hour = Exists(changes.filter(at__gt=OuterRef("version__created_at")))
    since_change = Exists(changes.filter(pk__gt=OuterRef("version__moment")))
    return Case(When(version__moment=0, then=since_hour), default=since_change, output_field=BooleanField())


def differs_from_draft(shown: Round) -> bool:
    """Whether the draft says something else than the round's Version: changes that were undone do not count."""
    return has_moved_on(shown) and _words(snapshot(shown.document)) != _words(shown.version.content)


def _words(content: dict[str, Any]) -> dict[str, Any]:
    """What a snapshot says, without how often its rows were saved."""
    return {
        key: [{name: value for name, value in row.items() if name != "version"} for row in found]
        for key, found in content["parts"].items()
    }
