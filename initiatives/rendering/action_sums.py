"""What each action costs and who pays for it, added up, from the JSON of a snapshot."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from initiatives.enums import FundingSource
from initiatives.queries.snapshot import amount, label, rows

NOTHING = Decimal(0)


@dataclass
class ActionSum:
    """Amounts in PLN. `cost` is None while it is not known; `by_source` has the sources in the order of their list."""

    id: str
    code: str
    label: str
    cost: Decimal | None
    by_source: dict[str, Decimal] = field(default_factory=dict)

    @property
    def funded(self) -> Decimal:
        return sum(self.by_source.values(), NOTHING)

    @property
    def difference(self) -> Decimal | None:
        """Cost minus sources: positive while money is missing."""
        return None if self.cost is None else self.cost - self.funded

    @property
    def funded_over(self) -> Decimal:
        """How much more the sources give than the action costs."""
        return max(NOTHING, self.funded - (self.cost or NOTHING))

    @property
    def mix(self) -> list[tuple[str, Decimal]]:
        """The sources by their names."""
        return [(str(FundingSource(source).label), money) for source, money in self.by_source.items()]


def action_sums(content: dict[str, Any]) -> list[ActionSum]:
    """A sum for every action, in order."""
    money: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows(content, "action_funding"):
        money[row["values"].get("action") or ""][row["values"]["source"]] += amount(row, "amount") or NOTHING
    return [
        ActionSum(
            row["id"],
            row.get("code") or "",
            label(row),
            amount(row, "cost"),
            {source: money[row["id"]][source] for source in FundingSource.values if source in money[row["id"]]},
        )
        for row in rows(content, "action")
    ]


def total(sums: list[ActionSum]) -> ActionSum:
    """All actions together; the cost is that of the actions whose cost is known."""
    by_source: dict[str, Decimal] = defaultdict(Decimal)
    for one in sums:
        for source, money in one.by_source.items():
            by_source[source] += money
    ordered = {source: by_source[source] for source in FundingSource.values if source in by_source}
    return ActionSum("", "", "", sum((one.cost for one in sums if one.cost is not None), NOTHING), ordered)
