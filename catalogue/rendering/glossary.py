"""The programme's own words, explained for readers (docs/glossary.md has more, for those who translate)."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.text import is_polish, polish_key


@dataclass(frozen=True)
class Term:
    """A term in both languages, and what it means in the active one."""

    polish: str
    english: str
    about: Any

    @property
    def anchor(self) -> str:
        return slugify(self.polish.translate(str.maketrans("łŁ", "lL")))

    @property
    def name(self) -> str:
        return self.polish if is_polish() else self.english

    @property
    def other(self) -> str:
        """The term in the other language, and that language."""
        return self.english if is_polish() else self.polish

    @property
    def other_language(self) -> str:
        return "en" if is_polish() else "pl"


TERMS = (
    Term(
        "Partnerska Inicjatywa Miast (PIM)",
        "Cities’ Partnership Initiative (CPI)",
        _("The ministry’s programme in which cities with a similar challenge learn from each other in networks."),
    ),
    Term(
        "Miejska Inicjatywa Działania (MID)",
        "Municipal Action Plan (MAP)",
        _("The plan that a city writes in the programme: one challenge, aims, actions, indicators, communication."),
    ),
    Term(
        "Plan Ulepszeń (PU)",
        "Improvement Plan",
        _("The plan of a whole network, addressed to central government: barriers, recommendations, good practices."),
    ),
    Term("sieć tematyczna", "thematic network", _("Cities that work on one topic together, with an expert.")),
    Term("edycja", "edition", _("One run of the programme, with its own networks, cities and dates.")),
    Term("miasto partnerskie", "partner city", _("A city that takes part in a network of the programme.")),
    Term("miasto lider", "lead city", _("The city that leads the work of a network.")),
    Term("zespół miejski", "city team", _("Two people from the city hall who write the city’s plan.")),
    Term("ekspert sieci", "network expert", _("A World Bank expert who advises the cities and reviews their plans.")),
    Term(
        "Lokalne Partnerstwo",
        "Local Partnership",
        _("Residents, organisations, companies and offices whom the city invites to work on its plan."),
    ),
    Term("interesariusz", "stakeholder", _("A person, group or organisation that the plan concerns or that can help.")),
    Term("diagnoza", "diagnosis", _("A description of where the city stands, with figures and their sources.")),
    Term("wyzwanie", "challenge", _("The one problem that the city chose to solve, with its causes and effects.")),
    Term("cel szczegółowy", "specific aim", _("A measurable change that the city wants to reach by a named year.")),
    Term("działanie", "action", _("Something that the city will do: who, when, for how much, with what result.")),
    Term("kamień milowy", "milestone", _("A date by which something important must be ready.")),
    Term("montaż finansowy", "funding mix", _("The sources that pay for an action together, with their shares.")),
    Term("wkład własny", "own contribution", _("The part of the cost that the city pays from its own budget.")),
    Term("wskaźnik produktu", "output indicator", _("A number that says what was done, for example trees planted.")),
    Term(
        "wskaźnik rezultatu",
        "result indicator",
        _("A number that says what changed for people, for example a lower temperature in summer."),
    ),
    Term("wartość bazowa", "baseline value", _("The value of an indicator before the plan begins.")),
    Term("wartość docelowa", "target value", _("The value of an indicator that the city wants to reach.")),
    Term("plan komunikacji", "communication plan", _("Whom the city tells about its plan, what, how and when.")),
    Term("bariera", "barrier", _("What keeps cities from acting: a law, a lack of money, of data or of knowledge.")),
    Term("rekomendacja", "recommendation", _("What central government should change so that a barrier disappears.")),
    Term("adresat rekomendacji", "addressee", _("The institution that can carry out a recommendation and answers it.")),
    Term("dobra praktyka", "good practice", _("A solution that already works somewhere and may be used elsewhere.")),
    Term("wizyta studyjna", "study visit", _("A trip of the network to a city that has solved a similar problem.")),
    Term(
        "partnerstwo publiczno-prywatne (PPP)",
        "public-private partnership (PPP)",
        _("A public body and a company carry out a project together and share its tasks and risks."),
    ),
    Term(
        "błękitno-zielona infrastruktura (BZI)",
        "blue-green infrastructure",
        _("Greenery and water in the city that cool it, hold rain and make life better."),
    ),
    Term("e-usługa", "e-service", _("A matter that a resident can settle with an office through the internet.")),
    Term("otwarte dane", "open data", _("Public data that anyone may take and use, also for profit.")),
    Term(
        "Krajowa Polityka Miejska 2030 (KPM 2030)",
        "National Urban Policy 2030",
        _("The government’s document that says how Polish cities shall develop and how the state helps them."),
    ),
)


def terms() -> list[Term]:
    """All terms in the alphabet of the active language."""
    return sorted(TERMS, key=lambda term: polish_key(term.name))
