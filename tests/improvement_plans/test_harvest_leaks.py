"""No word of a MID that is not public reaches somebody without the right, whatever happened to it before.

Every text written gets a word that stands nowhere else. Random histories of writing, publishing, withdrawing,
reporting and deciding are played; then each role reads everything there is to read of the harvest, and each of those
words that is found must be one that the role may read.
"""

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.exceptions import Refusal
from documents.models import Document
from documents.queries import public_content
from documents.services import restore_part
from improvement_plans.enums import FlagState
from improvement_plans.models import Barrier, BarrierFlag
from improvement_plans.queries import cities_of, evidence_for, flags_visible_to, versions_for_evidence
from improvement_plans.services import add_passage, decline_flag, reopen_flag, withdraw_flag
from initiatives.models import Action
from tests import factories
from tests.improvement_plans.harvesting import ACTION, Harvest, delete, write

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"tajne\d+x")
STEPS = (
    "write text", "write title", "write contact", "publish", "correct", "withdraw", "delete row", "restore row",
    "flag passage", "flag row", "flag contact", "take back", "merge", "decline", "reopen", "add passage", "add row",
    "delete barrier",
)  # fmt: skip


class Rollback(Exception):
    """Ends one history, so that the next one begins from the same world."""


class World(Harvest):
    """A harvest with somebody in every role. `pages` are addresses that show something of it."""

    def __init__(self) -> None:
        super().__init__()
        elsewhere = factories.network(edition=self.network.edition)
        self.words = 0
        self.stakeholder = self.row("stakeholder")
        self.people: dict[str, Any] = {
            "stranger": AnonymousUser(),
            "member": self.member,
            "member of another city": factories.member(factories.participation(network=self.network)),
            "member elsewhere": factories.member(factories.participation(network=elsewhere)),
            "expert": self.expert,
            "expert elsewhere": factories.expert(elsewhere),
            "editor": self.editor,
            "editor elsewhere": factories.pu_editor(elsewhere),
            "ministry": factories.ministry_member(factories.institution()),
            "coordinator": self.coordinator,
        }

    def word(self) -> str:
        self.words += 1
        return f"tajne{self.words}x"

    def act(self, step: str) -> None:
        """One step; what the rules refuse does not happen."""
        try:
            with transaction.atomic():
                getattr(self, step.replace(" ", "_"))()
        except Refusal:
            pass

    def write_text(self) -> None:
        write(self, self.diagnosis, "diagnosis", text=f"<p>Upał {self.word()} w mieście.</p>")

    def write_title(self) -> None:
        write(self, self.action, "action", title=f"Drzewa {self.word()}")

    def write_contact(self) -> None:
        write(self, self.stakeholder, "stakeholder", contact=f"Osoba {self.word()}")

    def delete_row(self) -> None:
        delete(self.member, self.action, ACTION)

    def restore_row(self) -> None:
        restore_part(by=self.member, document=self.document, kind=ACTION, part_id=self.action.pk)

    def flag_passage(self) -> None:
        self.diagnosis.refresh_from_db()
        found = SECRET.search(self.diagnosis.text)
        self.flag_words(found[0] if found else "Miasto", note=f"Nie my {self.word()}.")

    def flag_row(self) -> None:
        self.flag(note=f"Nie my {self.word()}.")

    def flag_contact(self) -> None:
        where = {"section": "stakeholders", "part_kind": "stakeholder", "part_id": self.stakeholder.pk}
        self.flag(**where, field="contact", note=f"Nie my {self.word()}.")

    def take_back(self) -> None:
        withdraw_flag(by=self.member, flag=self.some(FlagState.OPEN))

    def merge_(self) -> None:
        self.merge(self.some(FlagState.OPEN))

    def decline(self) -> None:
        decline_flag(by=self.editor, flag=self.some(FlagState.OPEN), reason="Nie.")

    def reopen(self) -> None:
        reopen_flag(by=self.editor, flag=self.some(FlagState.MERGED))

    def some(self, state: str) -> BarrierFlag:
        found = BarrierFlag.objects.filter(state=state).first()
        if found is None:
            raise Refusal("nothing to do")
        return found

    def add_passage(self) -> None:
        self._add("diagnosis", "diagnosis", self.diagnosis.pk, "text")

    def add_row(self) -> None:
        self._add("actions", "action", self.action.pk, "")

    def _add(self, section: str, kind: str, key: Any, field: str) -> None:
        version = versions_for_evidence(self.editor, self.barrier).first()
        if version is not None:
            where = {"section": section, "part_kind": kind, "part_id": key, "field": field}
            add_passage(by=self.editor, barrier=self.barrier, version=version, **where)

    def allowed(self, role: str) -> set[str]:
        """The words that a role may read, told without asking what is tested."""
        public = Document.objects.get(pk=self.document.pk).public_version
        words = set(SECRET.findall(json.dumps(public_content(public.content)))) if public else set()
        if role in ("member", "expert", "coordinator"):
            return {f"tajne{number}x" for number in range(1, self.words + 1)}
        if role == "editor":
            for flag in BarrierFlag.objects.exclude(state=FlagState.WITHDRAWN):
                words |= set(SECRET.findall(f"{flag.quote} {flag.note} {flag.place_label}"))
        return words

    def read(self, person: Any) -> str:
        """Everything that a person can read of the harvest, as one text."""
        barriers = [self.barrier]
        texts = [repr(evidence_for(person, barriers)), repr(cities_of(person, barriers))]
        texts += [f"{one.quote} {one.note} {one.place_label}" for one in flags_visible_to(person)]
        client = Client()
        if isinstance(person, User):
            client.force_login(person)
        return " ".join([*texts, *(client.get(address).content.decode() for address in self.addresses())])

    def addresses(self) -> list[str]:
        barrier = [self.plan.document.slug, self.barrier.pk]
        pages = [
            reverse("flag_list", args=[self.document.slug]),
            reverse("flag_panel", args=[self.document.slug]),
            reverse("flag_board", args=[self.network.slug]),
            reverse("flag_board_panel", args=[self.network.slug]),
            reverse("evidence_list", args=barrier),
            reverse("evidence_passage", args=barrier),
            reverse("notice_list"),
        ]
        flags = BarrierFlag.objects.values_list("pk", flat=True)[:3]
        pages += [reverse("flag_decline", args=[self.network.slug, key]) for key in flags]
        pages += [reverse("flag_withdraw", args=[self.document.slug, key]) for key in flags]
        merging = "&".join(f"zgloszenie={key}" for key in flags)
        pages.append(f"{reverse('flag_merge', args=[self.network.slug])}?{merging}")
        versions = self.document.versions.values_list("pk", flat=True)
        where = reverse("evidence_passage", args=barrier)
        sections = ("diagnosis", "actions", "stakeholders")
        pages += [f"{where}?wersja={key}&rozdzial={section}" for key in versions for section in sections]
        return pages


@pytest.fixture
def world() -> World:
    return World()


def play(world: World, steps: list[str]) -> None:
    for step in steps:
        world.act("merge_" if step == "merge" else step)
    for role, person in world.people.items():
        found = set(SECRET.findall(world.read(person)))
        assert found <= world.allowed(role), (role, steps)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=14))
def test_no_word_reaches_somebody_without_the_right(world: World, steps: list[str]) -> None:
    words, barrier = world.words, world.barrier
    try:
        with transaction.atomic():
            play(world, steps)
            raise Rollback
    except Rollback:
        world.words = words
        world.barrier = Barrier.objects.get(pk=barrier.pk)


HISTORIES = {
    "a merged report of a draft": ["write text", "flag passage", "merge"],
    "a report taken back": ["write title", "flag row", "take back"],
    "published, then the words changed": ["write text", "flag passage", "merge", "publish", "correct", "write text"],
    "corrected, and the public words are others": ["write text", "flag passage", "merge", "publish", "correct",
                                                   "write text", "publish"],
    "withdrawn from the public": ["write text", "publish", "add passage", "withdraw"],
    "an internal field of a public plan": ["write contact", "flag contact", "merge", "publish"],
    "a row deleted meanwhile": ["write title", "flag row", "merge", "publish", "correct", "delete row", "publish"],
    "a barrier deleted after merging": ["write text", "flag passage", "merge", "delete barrier"],
}  # fmt: skip


@pytest.mark.parametrize("name", HISTORIES)
def test_known_histories(world: World, name: str) -> None:
    play(world, HISTORIES[name])


def test_the_test_would_see_a_leak(world: World) -> None:
    """The words do reach those who may read them: the pages are really read."""
    for step in HISTORIES["a merged report of a draft"]:
        world.act("merge_" if step == "merge" else step)
    for role in ("member", "expert", "editor", "coordinator"):
        assert set(SECRET.findall(world.read(world.people[role]))) == {"tajne1x", "tajne2x"}, role
    assert not SECRET.findall(world.read(world.people["stranger"]))
    world.act("publish")
    for role in ("stranger", "ministry", "member elsewhere", "editor elsewhere"):
        assert set(SECRET.findall(world.read(world.people[role]))) == {"tajne1x"}, role
    assert Action.objects.filter(document=world.document).exists()
