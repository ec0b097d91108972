"""Actions by kind, what they cost and who pays."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.rendering.comparison.shapes import Block, Cell, Entry, Line, Plan, line, list_cell, with_bars
from catalogue.rendering.digest import Task
from core import text
from initiatives.enums import ActionKind, ActionState, FundingSource
from initiatives.rendering.funding import balance, cost_in_words


def actions_block(plans: Sequence[Plan]) -> Block:
    """A line for each kind of action that any plan has, with the titles of the first ones."""
    lines = [_count_line(_("Actions together"), [list(plan.digest.tasks) for plan in plans], plans, titles=False)]
    for kind in ActionKind:
        tasks = [[task for task in plan.digest.tasks if task.kind == kind] for plan in plans]
        if any(tasks):
            lines.append(_count_line(str(kind.label).capitalize(), tasks, plans))
    return Block("actions", _("Actions by kind"), lines)


def _count_line(label: str, tasks: Sequence[Sequence[Task]], plans: Sequence[Plan], *, titles: bool = True) -> Line:
    cells = [
        list_cell(
            [_entry(plan, task) for task in found] if titles else [],
            more_url=f"{plan.path}#sekcja-dzialania",
            text=_actions(len(found)) if found else "",
        )
        for plan, found in zip(plans, tasks, strict=True)
    ]
    cells = [Cell(missing=_("none")) if cell.is_missing else cell for cell in cells]
    return line(label, with_bars(cells, [len(found) for found in tasks], plans), plans, verdict=titles)


def _entry(plan: Plan, task: Task) -> Entry:
    note = str(ActionState.DROPPED.label) if task.state == ActionState.DROPPED else ""
    return Entry(f"{task.code} {task.title}".strip(), f"{plan.path}#{task.anchor}", note)


def _actions(count: int) -> str:
    return ngettext("%(count)d action", "%(count)d actions", count) % {"count": count}


def cost_block(plans: Sequence[Plan]) -> Block:
    known = [plan.digest.funding.cost or None for plan in plans]
    each = [cost / plan.people if cost and plan.people else None for cost, plan in zip(known, plans, strict=True)]
    lines = [
        _money_line(_("Estimated cost"), known, plans, [cost_in_words(plan.digest.funding) for plan in plans]),
        _money_line(_("Cost per inhabitant"), each, plans),
        _money_line(_("Average action with a known cost"), [_average(plan) for plan in plans], plans),
        line(_("Costliest action"), [_costliest(plan) for plan in plans], plans),
    ]
    return Block("cost", _("Cost"), lines)


def _average(plan: Plan) -> Decimal | None:
    costs = [task.cost for task in plan.digest.tasks if task.cost is not None]
    return (sum(costs, Decimal()) / len(costs)).quantize(Decimal(1)) if costs else None


def _costliest(plan: Plan) -> Cell:
    known = [task for task in plan.digest.tasks if task.cost]
    if not known:
        return Cell()
    task = max(known, key=lambda one: one.cost or 0)
    return Cell(entries=[Entry(task.title, f"{plan.path}#{task.anchor}", text.money(task.cost or 0))], is_polish=True)


def _money_line(
    label: str, amounts: Sequence[Decimal | None], plans: Sequence[Plan], words: Sequence[str] | None = None
) -> Line:
    """Amounts with bars; `words` say them instead of the bare sum."""
    said = words or [text.money(amount.quantize(Decimal(1))) if amount else "" for amount in amounts]
    cells = [Cell(one) if amount else Cell() for one, amount in zip(said, amounts, strict=True)]
    return line(label, with_bars(cells, [float(amount) if amount else None for amount in amounts], plans), plans)


def funding_block(plans: Sequence[Plan]) -> Block:
    """A line for each source that any plan has: its sum and its share of what the plan has found."""
    lines = []
    for source in FundingSource:
        sums = [sum(plan.digest.funding.by_source.get(source, {}).values(), Decimal()) for plan in plans]
        if any(sums):
            cells = [_share(plan, amount) for plan, amount in zip(plans, sums, strict=True)]
            shares = [_part(plan, amount) for plan, amount in zip(plans, sums, strict=True)]
            lines.append(
                line(str(source.label).capitalize(), with_bars(cells, shares, plans, whole=1), plans, verdict=True)
            )
    if lines:
        balances = [Cell(balance(plan.digest.funding)) if plan.digest.funding.cost else Cell() for plan in plans]
        lines.append(line(_("Sources and cost together"), balances, plans))
    return Block("funding", _("Funding"), lines, note="" if lines else _("No plan gives its sources of funding."))


def _part(plan: Plan, amount: Decimal) -> float:
    funded = plan.digest.funding.funded
    return float(amount / funded) if funded else 0.0


def _share(plan: Plan, amount: Decimal) -> Cell:
    if not amount:
        return Cell(missing=_("none") if plan.digest.funding.funded else "")
    share = Decimal(_part(plan, amount) * 100).quantize(Decimal(1))
    return Cell(text.money(amount), note=text.percent(share))
