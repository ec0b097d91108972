"""The data sets: tables that belong together, as catalogues of data describe them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalogue.exchange.columns import Table
from catalogue.exchange.tables import TABLES


@dataclass(frozen=True)
class Dataset:
    """`key` names the set for ever; `short` is its title where the programme is known.

    `themes` are codes of the EU's list of data themes.
    """

    key: str
    title: Any
    short: Any
    about: Any
    themes: tuple[str, ...]
    keywords: tuple[Any, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for table in TABLES if table.dataset == self.key)


@dataclass(frozen=True)
class Form:
    """A form in which every table is given away. `name` is the URL name of the file; `kind` a code of the EU's list."""

    name: str
    label: str
    media: str
    kind: str


FORMS = (
    Form("data_csv", "CSV", "text/csv", "CSV"),
    Form("data_xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    Form("data_json", "JSON", "application/json", "JSON"),
)
DATASETS = (
    Dataset(
        "programme",
        _("Cities’ Partnership Initiative: cities, networks, editions, meetings"),
        _("The programme: cities, networks, editions, meetings"),
        _("Who takes part in the programme: cities, thematic networks, editions and public meetings."),
        ("REGI", "GOVE"),
        (_("cities"), _("city networks"), _("urban policy")),
    ),
    Dataset(
        "mid",
        _("Cities’ Partnership Initiative: city plans (MID)"),
        _("City plans (MID) and what they are made of"),
        _("Published city plans and what they are made of: aims, actions, funding, indicators, stakeholders, risks."),
        ("REGI", "GOVE"),
        (_("city plans"), _("urban development"), _("indicators")),
    ),
    Dataset(
        "pu",
        _("Cities’ Partnership Initiative: Improvement Plans and recommendations"),
        _("Improvement Plans, recommendations, good practices"),
        _("Barriers that cities met, recommendations to central government with their status, and good practices."),
        ("GOVE", "REGI"),
        (_("recommendations"), _("public administration"), _("good practices")),
    ),
)
