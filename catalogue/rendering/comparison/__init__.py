"""Two to four public MIDs side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

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
#: comparisons kept by a process
KEPT = 32


@dataclass(frozen=True)
class Comparison:
    """The text of a comparison, and its sections as (anchor, title)."""

    sections: Sequence[tuple[str, str]]
    text: SafeString


def compare(plans: Sequence[Plan], *, differences: bool = False) -> Comparison:
    """The comparison in the active language. With `differences` the lines that are the same in all are left out."""
    return _compare(tuple(plans), differences, translation.get_language() or "pl")


@lru_cache(maxsize=KEPT)
def _compare(plans: tuple[Plan, ...], differences: bool, language: str) -> Comparison:
    blocks = blocks_of(plans, differences=differences)
    context = {"blocks": blocks, "plans": plans}
    text = render_to_string("catalogue/compare_blocks.html", context)
    return Comparison([(block.key, block.title) for block in blocks], text)


def blocks_of(plans: Sequence[Plan], *, differences: bool = False) -> list[Block]:
    blocks = [build(plans) for build in BLOCKS]
    if not differences:
        return blocks
    left = [replace(block, lines=[one for one in block.lines if not one.is_same]) for block in blocks]
    return [block for block in left if block.lines or block.note]


__all__ = ["Comparison", "Plan", "blocks_of", "compare"]
