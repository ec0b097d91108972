"""All tables of open data, in the order in which people are shown them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from catalogue.exchange.addresses import page
from catalogue.exchange.columns import Table
from catalogue.exchange.document_tables import INITIATIVES, PLANS, PRACTICES, RECOMMENDATIONS, RESPONSES
from catalogue.exchange.part_tables import part_table
from catalogue.exchange.programme_tables import CITIES, EDITIONS, MEETINGS, NETWORKS, PARTICIPATIONS
from improvement_plans.parts import PU
from initiatives.parts import MID

#: (key of the part kind, name in the API, name of the files, what it is)
ROWS_OF_PLANS: tuple[tuple[str, str, str, Any], ...] = (
    ("aim", "aims", "cele", _("Aims of city plans: what shall change, how important it is and by when.")),
    (
        "action",
        "actions",
        "dzialania",
        _("Actions of city plans: who leads them, when they run, what they cost, how far they are."),
    ),
    ("action_funding", "funding", "finansowanie", _("Who pays for actions: source, amount, year, how certain it is.")),
    (
        "milestone",
        "milestones",
        "kamienie-milowe",
        _("Milestones of city plans by date, with the actions that they belong to."),
    ),
    (
        "stakeholder",
        "stakeholders",
        "interesariusze",
        _("Organisations and groups that plans concern, with influence and interest from 1 to 5. No contacts."),
    ),
    ("indicator", "indicators", "wskazniki", _("Indicators with their baseline and target values.")),
    ("measurement", "measurements", "pomiary", _("Measured values of indicators, with their dates.")),
    ("risk", "risks", "ryzyka", _("Risks of city plans and what the city will do.")),
    ("communication", "communication", "komunikacja", _("Communication plans: to whom, what, how and when.")),
    ("data_item", "data-items", "dane-z-diagnozy", _("Figures that cities quote in their diagnosis, with sources.")),
    (
        "strategy_link",
        "strategy-links",
        "powiazania-ze-strategiami",
        _("Strategies and policies that plans refer to."),
    ),
    ("decision_step", "decisions", "decyzje", _("Decisions that plans need: which body, when.")),
    ("annex", "annexes", "zalaczniki", _("Files that belong to plans, with their licence and text alternative.")),
)
BARRIERS = part_table(
    PU,
    PU.part_kind("barrier"),
    "barriers",
    "bariery",
    _("What holds cities back in the topics of the networks."),
    address=lambda row: page("barrier", row.code),
)
PROPOSED_ACTIONS = part_table(
    PU,
    PU.part_kind("proposed_action"),
    "proposed-actions",
    "proponowane-dzialania",
    _("What should be done to carry out recommendations, by whom and by when."),
)
TABLES: tuple[Table, ...] = (
    CITIES,
    NETWORKS,
    EDITIONS,
    PARTICIPATIONS,
    MEETINGS,
    INITIATIVES,
    *(part_table(MID, MID.part_kind(key), name, slug, about) for key, name, slug, about in ROWS_OF_PLANS),
    PLANS,
    BARRIERS,
    RECOMMENDATIONS,
    PROPOSED_ACTIONS,
    PRACTICES,
    RESPONSES,
)
BY_SLUG = {table.slug: table for table in TABLES}
BY_NAME = {table.name: table for table in TABLES}
