"""Two to four public MIDs side by side."""

from collections.abc import Sequence
from dataclasses import replace

from catalogue.rendering.comparison.money import actions_block, cost_block, funding_block
from catalogue.rendering.comparison.people import indicators_block, stakeholders_block
from catalogue.rendering.comparison.schedule import schedule_block
from catalogue.rendering.comparison.shapes import Block, Plan
from catalogue.rendering.comparison.texts import aims_block, barriers_block, challenge_block, summary_block

BLOCKS = (
    summary_block,
    challenge_block,
    aims_block,
    actions_block,
    cost_block,
    funding_block,
    schedule_block,
    stakeholders_block,
    indicators_block,
    barriers_block,
)


def compare(plans: Sequence[Plan], *, differences: bool = False) -> list[Block]:
    """The blocks of a comparison. With `differences` the lines that are the same in all plans are left out."""
    blocks = [build(plans) for build in BLOCKS]
    if not differences:
        return blocks
    left = [replace(block, lines=[one for one in block.lines if not one.is_same]) for block in blocks]
    return [block for block in left if block.lines or block.note]


__all__ = ["Block", "Plan", "compare"]
