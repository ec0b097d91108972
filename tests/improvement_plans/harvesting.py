"""A network with a plan in draft and a city that writes its MID: what tests of the harvest start from."""

from typing import Any

from django.utils import timezone

from documents.enums import Purpose, State
from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries import rows, single
from documents.services import delete_part, freeze, save_fields
from improvement_plans.models import Barrier, BarrierFlag
from improvement_plans.services import flag_barrier, merge_flags
from initiatives.models import NetworkLink
from networks.models import ThematicNetwork
from tests import factories
from tests.improvement_plans.factories import fill_plan

ACTION = document_kind("mid").part_kind("action")


class Harvest:
    """People of every side, and the two places of the MID that they report: an action, and the diagnosis."""

    def __init__(self, *, with_plan: bool = True, network: ThematicNetwork | None = None) -> None:
        self.participation = factories.participation(network=network or factories.network())
        self.network = self.participation.network
        self.member = factories.member(self.participation)
        self.editor = factories.pu_editor(self.network)
        self.coordinator = factories.coordinator()
        self.expert = factories.expert(self.network)
        self.document = factories.initiative(self.participation).document
        factories.fill_mid(self.document, by=self.member)
        self.action = rows(self.document, ACTION)[0]
        self.diagnosis = single(self.document, document_kind("mid").part_kind("diagnosis"))
        self.barrier_kind = document_kind("pu").part_kind("barrier")
        if with_plan:
            self.plan = factories.plan(self.network)
            self.recommendation = fill_plan(self.plan.document, by=self.editor)
            self.barrier = Barrier.objects.get(document=self.plan.document)

    @classmethod
    def beside(cls, other: "Harvest") -> "Harvest":
        """Another city of the same network, with the same plan."""
        made = cls(with_plan=False, network=other.network)
        made.plan, made.recommendation, made.barrier = other.plan, other.recommendation, other.barrier
        return made

    def row(self, kind: str) -> Any:
        """The first row of a kind in the MID."""
        return rows(self.document, document_kind("mid").part_kind(kind))[0]

    def flag(self, **changes: Any) -> BarrierFlag:
        """A report of an action of the city's MID."""
        where = {"section": "actions", "part_kind": "action", "part_id": self.action.pk}
        return flag_barrier(**{"by": self.member, "document": self.document, **where, "note": "To nie my.", **changes})

    def flag_words(self, quote: str = "Miasto się nagrzewa", **changes: Any) -> BarrierFlag:
        """A report of a passage of the diagnosis."""
        where = {"section": "diagnosis", "part_kind": "diagnosis", "part_id": self.diagnosis.pk, "field": "text"}
        return self.flag(**where, quote=quote, **changes)

    def merge(self, *flags: BarrierFlag, **changes: Any) -> Barrier:
        into = changes.pop("into", None) or self.barrier
        return merge_flags(**{"by": self.editor, "network": self.network, "flags": flags, "into": into, **changes})

    def publish(self) -> Version:
        """Let everybody read the MID as it stands now."""
        version = freeze(by=self.member, document=self.document, purpose=Purpose.SUBMITTED)
        public = {"public_version": version, "state": State.PUBLISHED, "state_since": timezone.now()}
        Document.objects.filter(pk=self.document.pk).update(**public)
        return version

    def correct(self) -> None:
        """Let the team write on; what is public stays so."""
        Document.objects.filter(pk=self.document.pk).update(state=State.DRAFT)

    def withdraw(self) -> None:
        Document.objects.filter(pk=self.document.pk).update(state=State.WITHDRAWN, public_version=None)

    def delete_barrier(self) -> None:
        """Delete the barrier as its editor, with the recommendation's link to it."""
        self.recommendation.barriers.clear()
        delete(self.editor, self.barrier, self.barrier_kind)

    def name_barrier(self, document: Document) -> None:
        """Write the barrier's code into a MID's draft."""
        NetworkLink.objects.filter(document=document).update(barriers=[self.barrier.code])


def write(harvest: Harvest, part: Any, kind: str, **values: Any) -> None:
    """Save fields of a row of the MID as its team."""
    part.refresh_from_db()
    save_fields(
        by=harvest.member,
        document=harvest.document,
        kind=document_kind("mid").part_kind(kind),
        part_id=part.pk,
        base_version=part.version,
        new_values=values,
    )


def delete(by: Any, part: Any, kind: Any) -> None:
    """Delete a row as its writer."""
    part.refresh_from_db()
    delete_part(by=by, document=part.document, kind=kind, part_id=part.pk, base_version=part.version)
