"""Lists of cities and participations as files: reading CSV and XLSX, checking rows, comparing with what is stored."""

from networks.exchange.plan import ImportPlan, Outcome, PlannedRow, plan_import
from networks.exchange.rows import BadRow, ParticipationRow, parse
from networks.exchange.tables import MAX_BYTES, Table, read_table

__all__ = [
    "MAX_BYTES",
    "BadRow",
    "ImportPlan",
    "Outcome",
    "ParticipationRow",
    "PlannedRow",
    "Table",
    "parse",
    "plan_import",
    "read_table",
]
