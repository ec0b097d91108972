"""What the reviewers of a round say: opinions side by side, the checklist as a table."""

from dataclasses import dataclass

from django.utils.translation import get_language

from reviews.models import Assessment, Reviewer, Round


@dataclass(frozen=True)
class CriterionRow:
    """A line of the checklist and what each reviewer says of it, in the order of the reviewers."""

    text: str
    hint: str
    cells: list[tuple[Reviewer, Assessment | None]]


@dataclass(frozen=True)
class Checklist:
    """The criteria of a round, with the reviewers who filled any of them."""

    reviewers: list[Reviewer]
    rows: list[CriterionRow]


def is_disputed(rows: list[Reviewer]) -> bool:
    """Whether the opinions that count are opposite."""
    return len({row.opinion for row in rows if row.opinion}) > 1


def is_worth_showing(rows: list[Reviewer]) -> bool:
    """Whether there is anything to see of opinions: somebody gave one, or several people are asked for theirs."""
    return len(rows) > 1 or any(row.opinion for row in rows)


def checklist(shown: Round, rows: list[Reviewer]) -> Checklist:
    """The criteria and what the reviewers said of them. No queries: `rows` have their assessments loaded."""
    who = [row for row in rows if row.assessments.all()]
    said = {(row.pk, one.criterion): one for row in who for one in row.assessments.all()}
    lines = [
        CriterionRow(text_of(line), line.get("hint", ""), [(row, said.get((row.pk, line["key"]))) for row in who])
        for line in shown.criteria
    ]
    return Checklist(who, lines)


def text_of(line: dict[str, str]) -> str:
    """A criterion in the language of the page, where it has that one."""
    if (get_language() or "").startswith("en") and line.get("text_en"):
        return line["text_en"]
    return line["text"]
