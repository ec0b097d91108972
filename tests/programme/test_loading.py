"""The known facts: what is loaded, with its source, and that nothing of a coordinator's is overwritten."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cities.models import City, PopulationFigure
from initiatives.parts import MID
from initiatives.policies.templates import check_template
from networks.models import Edition, EditionMilestone, Meeting, Participation, ThematicNetwork
from pim_portal.programme.loading import load_programme
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    return load_programme()


def test_three_editions_nine_networks_and_27_participants(loaded):
    assert loaded == {
        "Edition": 3,
        "ThematicNetwork": 9,
        "EditionMilestone": 18,
        "City": 27,
        "Participation": 27,
        "Meeting": 3,
    }
    assert Edition.objects.get(is_current=True).slug == "2021-2023"


def test_what_is_known_of_the_networks_and_no_more(loaded):
    by_network = {
        network.slug: network.participations.count() for network in ThematicNetwork.objects.filter(edition__number=2)
    }
    assert by_network == {"zielona": 10, "ppp": 1, "cyfrowa": 4}
    assert Participation.objects.filter(network=None).count() == 12
    assert not Participation.objects.filter(network_is_sample=True).exists()
    assert not City.objects.filter(is_sample=True).exists()


def test_every_fact_has_a_source(loaded):
    for model in (Edition, ThematicNetwork, EditionMilestone, Participation, Meeting, City, PopulationFigure):
        assert not model.objects.filter(source="").exists(), model


def test_each_city_lies_in_the_voivodeship_of_its_code(loaded):
    assert [city.name for city in City.objects.all() if city.teryt[:2] != city.voivodeship_id] == []
    assert City.objects.get(slug="kostrzyn-nad-odra").voivodeship.name == "lubuskie"


def test_networks_look_as_designed(loaded):
    looks = ThematicNetwork.objects.filter(edition__number=2).values_list("slug", "colour", "shape")
    assert sorted(looks) == [
        ("cyfrowa", "#0063b1", "diamond"),
        ("ppp", "#7d1e4f", "square"),
        ("zielona", "#3f7d20", "circle"),
    ]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_networks_colour_can_be_read_on_white_and_on_its_tint(loaded):
    for network in ThematicNetwork.objects.all():
        assert contrast(network.colour, "#ffffff") >= 4.5, network
        assert contrast(network.colour, network.tint) >= 4.5, network


def test_meetings_of_unknown_hours_fill_whole_days(loaded):
    assert [meeting.hours_known for meeting in Meeting.objects.all()] == [False, False, False]


def test_loading_again_adds_nothing_and_keeps_a_coordinators_words(loaded):
    network = ThematicNetwork.objects.get(slug="cyfrowa")
    Participation.objects.filter(city__slug="lodz").update(network=network, source="lista ministerstwa")
    Edition.objects.filter(number=2).update(name="Zmieniona")
    assert set(load_programme().values()) == {0}
    lodz = Participation.objects.get(city__slug="lodz")
    assert (lodz.network, lodz.source) == (network, "lista ministerstwa")
    assert Edition.objects.get(number=2).name == "Zmieniona"


def write(path, text):
    path.write_text(text, "utf-8")
    return str(path)


def test_the_import_command(loaded, tmp_path, capsys):
    path = write(tmp_path / "lista.csv", "miasto;teryt;sieć\nŁódź;1061011;Sieć PPP\n")
    call_command("import_participations", path, "--edition", "2021-2023", "--dry-run")
    assert "Sieć PPP" in capsys.readouterr().out
    lodz = Participation.objects.get(city__slug="lodz")
    assert lodz.network is None
    with pytest.raises(CommandError, match="coordinator"):
        call_command("import_participations", path, "--edition", "2021-2023")
    factories.coordinator(email="k@ministerstwo.example")
    call_command("import_participations", path, "--edition", "2021-2023", "--by", "k@ministerstwo.example")
    lodz.refresh_from_db()
    assert lodz.network.slug == "ppp"


def test_the_import_command_names_what_is_wrong(loaded, tmp_path, capsys):
    path = write(tmp_path / "lista.csv", "miasto;teryt\nGdynia;2261011\n")
    with pytest.raises(CommandError):
        call_command("import_participations", path, "--edition", "2021-2023")
    assert "line 2, Gdynia" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no edition"):
        call_command("import_participations", path, "--edition", "1999")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_participations", str(tmp_path / "none.csv"), "--edition", "2021-2023")


def test_every_section_of_a_plan_has_guidance_in_both_languages(loaded):
    sections = Edition.objects.get(slug="2021-2023").mid_template["sections"]
    assert set(sections) == {section.key for section in MID.sections}
    texts = [section[name] for section in sections.values() for name in ("guidance", "example", "checklist")]
    assert all(text for words in texts for text in words.values())
    assert {tuple(sorted(words)) for words in texts} == {("en", "pl")}
    assert all(len(section["checklist"]["pl"]) == len(section["checklist"]["en"]) for section in sections.values())


def test_the_templates_of_editions_are_of_the_present_form(loaded):
    for edition in Edition.objects.exclude(mid_template={}):
        check_template(edition.mid_template)
    assert Edition.objects.exclude(mid_template={}).count() == 2
