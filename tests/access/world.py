"""A small programme with somebody in every role, in which addresses are tried."""

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from activity.enums import Verb
from activity.services import notify, record
from catalogue.services import publish, save_synonyms
from cities.models import Organisation
from documents.models import Document
from documents.parts import document_kind
from documents.queries import rows
from improvement_plans.models import FormerName, GoodPractice, InstitutionMember
from improvement_plans.services import Shown, add_meeting, flag_barrier
from networks.models import LeadContact, MeetingMaterial, Specialist, TeamSeat
from reviews.services import accept, add_thread, begin_rules, submit_for_review, suggest
from tests import factories
from tests.improvement_plans.factories import answer, fill_plan


class World:
    """Two networks. In the first: a submitted MID with a remark, a published PU. `people` has a user per role."""

    def __init__(self) -> None:
        institution, coordinator = factories.institution(), factories.coordinator()
        self.plan = factories.plan(by=coordinator)
        self.network = self.plan.network
        self.edition = self.network.edition
        editor = factories.pu_editor(self.network)
        self.recommendation = fill_plan(self.plan.document, by=editor, institution=institution)
        self._publish(self.plan.document, editor, coordinator, coordinator)
        self.course = self.recommendation.courses.get()
        shown = [Shown("Dowód", file=SimpleUploadedFile("akt.pdf", b"%PDF-1.7\n%%EOF\n"))]
        self.evidence = answer(coordinator, self.recommendation, institution, evidence=shown).evidence.get()
        elsewhere = factories.network(edition=self.network.edition)
        self.participation = factories.participation(network=self.network)
        other = factories.participation(network=elsewhere)
        self.people: dict[str, User | None] = {
            "stranger": None,
            "member": factories.member(self.participation),
            "member elsewhere": factories.member(other),
            "expert": factories.expert(self.network),
            "expert elsewhere": factories.expert(elsewhere),
            "editor": editor,
            "editor elsewhere": factories.pu_editor(elsewhere),
            "ministry": factories.ministry_member(institution),
            "ministry elsewhere": factories.ministry_member(factories.institution()),
            "coordinator": coordinator,
        }
        self.institution = institution
        self.practice = GoodPractice.objects.get(document=self.plan.document)
        self.membership = InstitutionMember.objects.get(institution=institution)
        self.former_name = FormerName.objects.create(institution=institution, name="Dawna nazwa")
        self.initiative = factories.initiative(self.participation, by=coordinator)
        self._fill()
        self._add_public_plan(coordinator)
        self._add_programme(coordinator)

    def _publish(self, document: Document, author: User, judge: User, coordinator: User) -> None:
        submit_for_review(by=author, document=document)
        accept(by=judge, document=document)
        publish(by=coordinator, document=document)

    def _add_public_plan(self, coordinator: User) -> None:
        """A published MID of another city of the first network."""
        participation = factories.participation(network=self.network)
        author = factories.member(participation)
        self.public = factories.initiative(participation, by=coordinator).document
        factories.fill_mid(self.public, by=author)
        self._publish(self.public, author, self.people["expert"], coordinator)

    def _add_programme(self, coordinator: User) -> None:
        begin_rules(edition=self.edition)
        self.criterion = self.edition.criteria.first()
        self.idle = factories.participation(network=self.network)
        self.seat = TeamSeat.objects.filter(participation=self.participation).get()
        self.specialist = Specialist.objects.get(user=self.people["expert"])
        self.milestone = self.edition.milestones.create(date=datetime.date(2022, 1, 28), title="Start")
        self.contact = LeadContact.objects.create(network=self.network, name="Biuro sieci", email="biuro@siec.example")
        self.meeting = factories.meeting(networks=[self.network])
        self.material = MeetingMaterial.objects.create(
            meeting=self.meeting, title="Program", link="https://pim.example/"
        )

        self.synonyms = save_synonyms(by=coordinator, group=None, names=["RPA", "robot procesowy"])
        self.organisation = Organisation.objects.create(name="Zieleń", key="zielen", city=self.participation.city)

    def _fill(self) -> None:
        member, expert = self.people["member"], self.people["expert"]
        factories.fill_mid(self.initiative.document, by=member)
        self.round = submit_for_review(by=member, document=self.initiative.document)
        self.document = Document.objects.get(pk=self.initiative.document_id)
        self.thread = add_thread(by=expert, document=self.document, section="actions", text="Skąd ta liczba?")
        self.comment = self.thread.comments.get()
        row = self.round.version.content["parts"]["record"][0]["id"]
        self.suggestion = suggest(
            by=expert, document=self.document, part_kind="record", part_id=row, field="subtitle", proposed="Cień"
        )
        self.version = self.round.version
        self.reviewer = self.round.reviewers.get()
        self.action = rows(self.document, document_kind("mid").part_kind("action"))[0]
        self.flag = flag_barrier(
            by=member,
            document=self.document,
            section="actions",
            part_kind="action",
            part_id=self.action.pk,
            note="Nie my decydujemy.",
        )
        self.barrier = rows(self.plan.document, document_kind("pu").part_kind("barrier"))[0]
        talked = factories.meeting(networks=[self.network])
        self.shown = add_meeting(by=self.people["editor"], barrier=self.barrier, meeting=talked)
        event = record(by=expert, verb=Verb.REMARKED, target_kind="mid", target_id="1", target_label="MID")
        notify(event=event, users=[member], path="/praca/")
        self.notice = event.notices.get()

    def argument(self, name: str) -> Any:
        """The value of a placeholder such as `document.slug` in a rule's arguments."""
        value: Any = self
        for step in name.split("."):
            value = value[step] if isinstance(value, dict) else getattr(value, step)
        return value
