"""Actions of published MIDs, one by one: who does what."""

from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, DecimalField, IntegerField, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from catalogue.models import PublishedRow
from catalogue.queries.likeness import Like, like
from catalogue.queries.look import NETWORK_LOOK

ACTION = "action"
#: what lists show
SHOWN = (
    "row_id", "code", "title", "values", "position", "publication__slug", "publication__title",
    "publication__city__name", "publication__city__slug",
    *(f"publication__{name}" for name in NETWORK_LOOK),
)  # fmt: skip
MONEY = DecimalField(max_digits=16, decimal_places=2)


def actions() -> QuerySet[Any]:
    """Actions that stand in public, with their plan, city and network, and with what lists are sorted by."""
    return (
        PublishedRow.objects.filter(kind=ACTION, publication__kind="mid", publication__withdrawn_at=None)
        .annotate(
            action_kind=KT("values__kind"),
            state=KT("values__state"),
            starts=Cast(KT("values__start"), DateField()),
            ends=Cast(KT("values__end"), DateField()),
            cost=Cast(KT("values__cost"), MONEY),
        )
        .select_related("publication__city", "publication__network")
        .only(*SHOWN)
    )


def action_with(row: UUID | None) -> PublishedRow | None:
    """A public action by the id it has in its plan."""
    return actions().filter(row_id=row).first() if row else None


def like_action(action: PublishedRow) -> list[Like]:
    """Actions of other cities on a like subject, the likest first."""
    return like(publication=action.publication_id, row=action.pk)


def in_order(rows: QuerySet[Any], found: list[Like]) -> QuerySet[Any]:
    """Those of the rows that were found, with `likeness`, their place among them."""
    places = [When(pk=one.row, then=Value(place)) for place, one in enumerate(found)]
    rows = rows.filter(pk__in=[one.row for one in found])
    return rows.annotate(likeness=Case(*places, default=Value(len(places)), output_field=IntegerField()))


def actions_of(publication: int) -> QuerySet[Any]:
    """The actions of a public MID, in its order."""
    return actions().select_related(None).filter(publication=publication).order_by("position")
