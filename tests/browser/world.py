"""A programme with pages of every kind: the one of the access tests, with texts, drafts and files in all states."""

from accounts.enums import Role
from accounts.models import User
from accounts.services import invite
from catalogue.services import publish, withdraw
from documents.models import Document
from documents.parts import document_kind
from documents.queries import rows
from networks.models import Participation
from pim_portal.sample.content import themes
from pim_portal.sample.parts import write_parts
from pim_portal.sample.plans import generated_parts
from publishing.enums import RenderingState
from publishing.models import Rendering
from reviews.services import accept, add_thread, reply, resolve, return_for_changes, submit_for_review
from tests import factories
from tests.access.world import World
from tests.improvement_plans.factories import fill_plan


class FullWorld(World):
    """Adds: a rich draft and a returned MID with remarks, an accepted, a withdrawn and an empty one; a draft PU."""

    def __init__(self) -> None:
        super().__init__()
        self.expert, self.coordinator = self.people["expert"], self.people["coordinator"]
        self.author: User = factories.user(password=factories.PASSWORD, name="Anna Nowak")
        self.draft = self._new_mid(self.author)
        self._write(self.draft, self.author)
        self.returned = self._returned()
        self.accepted = self._accepted()
        self.withdrawn = self._accepted()
        publish(by=self.coordinator, document=self.withdrawn)
        withdraw(by=self.coordinator, document=self.withdrawn, reason="Zastąpił go nowy plan.")
        self.invited, self.key = invite(
            by=self.coordinator, email="nowa-osoba@miasto.example", name="Nowa Osoba", role=Role.TEAM_MEMBER
        )
        self._add_draft_plan()
        Rendering.objects.update(state=RenderingState.READY, page=12, pages=12, size=420_000)

    def _new_mid(self, author: User) -> Document:
        participation = factories.participation(network=self.network)
        self._seat(author, participation)
        return factories.initiative(participation, by=self.coordinator).document

    def _seat(self, author: User, participation: Participation) -> None:
        participation.seats.create(seat=1, user=author, since=participation.joined)

    def _write(self, document: Document, author: User) -> None:
        codes = {"barrier": ["X-B01", "X-B02", "X-B03"], "good_practice": ["X-D01", "X-D02", "X-D03"]}
        parts = generated_parts(themes()["zielona"][0], document.slug, codes)
        write_parts(document, parts, by=author)

    def _returned(self) -> Document:
        author = factories.user(name="Jan Lis")
        document = self._new_mid(author)
        self._write(document, author)
        submit_for_review(by=author, document=document)
        self._remark(document)
        return_for_changes(by=self.expert, document=document, reasons="Dopiszcie podlewanie.")
        self.returned_author = author
        return document

    def _accepted(self) -> Document:
        author = factories.user()
        document = self._new_mid(author)
        factories.fill_mid(document, by=author)
        submit_for_review(by=author, document=document)
        accept(by=self.expert, document=document)
        return Document.objects.get(pk=document.pk)

    def _remark(self, document: Document) -> None:
        action = rows(document, document_kind("mid").part_kind("action"))[0]
        place = {"section": "actions", "part_kind": "action", "part_id": str(action.pk)}
        thread = add_thread(by=self.expert, document=document, text="Kto podleje drzewa?", **place)
        reply(by=self.expert, thread=thread, text="Pytamy też o drugi rok.")
        resolve(by=self.expert, thread=add_thread(by=self.expert, document=document, section="summary", text="Jasne."))

    def _add_draft_plan(self) -> None:
        draft = factories.plan(factories.network(edition=self.edition), by=self.coordinator)
        self.plan_editor = factories.pu_editor(draft.network)
        fill_plan(draft.document, by=self.plan_editor, institution=self.institution)
        self.draft_plan = draft.document
