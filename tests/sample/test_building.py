"""The sample programme, loaded through the real services. It is loaded once, so one test looks at all of it."""

from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.enums import Role
from accounts.models import User
from activity.models import Notice
from cities.models import City
from documents.enums import AnchorState, State
from documents.models import Document
from documents.queries import completeness, snapshot
from improvement_plans.models import Recommendation
from networks.enums import MeetingKind
from networks.models import Meeting, Participation, TeamSeat, ThematicNetwork
from pim_portal.sample.building import is_empty
from reviews.enums import Audience, Outcome, RemarkKind, RoundState, SuggestionState
from reviews.models import Answer, Round, Suggestion, Thread
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "sample-password-of-a-test"


@pytest.fixture(autouse=True)
def _sample_mode(settings):
    settings.SAMPLE_MODE = True
    settings.SAMPLE_PASSWORD = PASSWORD


def test_the_whole_sample(capsys):
    call_command("load_sample")
    _ten_cities_in_each_network()
    _everybody_has_an_account()
    _plans_in_every_state()
    _rich_plans_are_complete()
    _reviews_show_everything()
    _recommendations_have_a_fate()
    _meetings_of_all_kinds()
    _nobody_is_written_to()
    call_command("load_sample", "--if-empty")
    with pytest.raises(CommandError, match="in use"):
        call_command("load_sample")
    call_command("sample_accounts")
    assert PASSWORD in capsys.readouterr().out


def _ten_cities_in_each_network():
    networks = ThematicNetwork.objects.filter(edition__slug="2021-2023")
    assert {network.participations.count() for network in networks} == {10}
    assert Participation.objects.filter(network_is_sample=True).count() == 15
    assert set(City.objects.filter(is_sample=True).values_list("name", flat=True)) == {
        "Przykładowo",
        "Próbnowo",
        "Wzorcowice",
    }


def _everybody_has_an_account():
    assert Counter(User.objects.values_list("role", flat=True)) == {
        Role.TEAM_MEMBER: 60,
        Role.EXPERT: 3,
        Role.PU_EDITOR: 3,
        Role.MINISTRY: 1,
        Role.COORDINATOR: 1,
    }
    assert TeamSeat.objects.count() == 60
    assert not User.objects.filter(is_sample=False).exists()
    assert User.objects.values("name").distinct().count() == 68
    assert authenticate(None, email="gdansk-2@miasto.example", password=PASSWORD).role == Role.TEAM_MEMBER


def _plans_in_every_state():
    states = Counter(Document.objects.filter(kind="mid").values_list("state", flat=True))
    assert states == {
        State.PUBLISHED: 15,
        State.DRAFT: 4,
        State.SUBMITTED: 4,
        State.RETURNED: 3,
        State.ACCEPTED: 3,
        State.WITHDRAWN: 1,
    }
    assert set(Document.objects.filter(kind="pu").values_list("state", flat=True)) == {State.PUBLISHED}
    assert not Document.objects.filter(is_sample=False).exists()
    drafts = Document.objects.filter(kind="mid", state=State.DRAFT)
    filled = sorted(completeness(snapshot(draft)).percent for draft in drafts)
    assert filled[0] < 20
    assert len(set(filled)) >= 3


def _rich_plans_are_complete():
    for slug in ("zyrardow-2021-2023", "pieszyce-2021-2023", "debica-2021-2023"):
        document = Document.objects.get(kind="mid", slug=slug)
        content = snapshot(document)
        assert (document.state, completeness(content).gaps) == (State.PUBLISHED, ())
        assert len(content["parts"]["action"]) >= 8
        assert len(content["parts"]["stakeholder"]) >= 10
        assert all(content["parts"][kind] for kind in ("risk", "indicator", "communication", "milestone"))


def _reviews_show_everything():
    threads = Thread.objects.all()
    assert set(threads.values_list("kind", flat=True)) == set(RemarkKind.values)
    assert set(threads.values_list("audience", flat=True)) == {Audience.ALL, Audience.REVIEWERS}
    assert {thread.anchor.state for thread in threads.exclude(anchor=None)} <= {AnchorState.EXACT, AnchorState.CHANGED}
    assert set(Answer.objects.values_list("outcome", flat=True)) == set(Outcome.values)
    decisions = {SuggestionState.OPEN, SuggestionState.ACCEPTED, SuggestionState.DECLINED}
    assert set(Suggestion.objects.values_list("state", flat=True)) == decisions
    assert Round.objects.filter(number=2, state=RoundState.SUBMITTED).exists()


def _recommendations_have_a_fate():
    statuses = Counter(Recommendation.objects.values_list("status", flat=True))
    assert statuses["new"] > 0
    assert len(statuses) >= 5


def _meetings_of_all_kinds():
    assert set(Meeting.objects.values_list("kind", flat=True)) == set(MeetingKind.values)


def _nobody_is_written_to():
    assert Notice.objects.exists()
    assert not Notice.objects.filter(mailed_at=None).exists()
    assert mail.outbox == []


def test_the_sample_is_refused_without_sample_mode(settings):
    settings.SAMPLE_MODE = False
    for command in ("load_sample", "sample_accounts"):
        with pytest.raises(CommandError, match="sample mode"):
            call_command(command)
    assert is_empty()


def test_the_sample_is_refused_where_somebody_works(settings):
    factories.user()
    with pytest.raises(CommandError, match="in use"):
        call_command("load_sample")
    call_command("load_sample", "--if-empty")
    assert User.objects.count() == 1


def test_the_sample_needs_a_password_and_leaves_nothing_behind_without(settings):
    settings.SAMPLE_PASSWORD = ""
    with pytest.raises(CommandError, match="PORTAL_SAMPLE_PASSWORD"):
        call_command("load_sample")
    assert (City.objects.count(), is_empty()) == (0, True)
