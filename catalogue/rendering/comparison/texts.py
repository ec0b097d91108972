"""What the plans are about: their record, challenge, aims, and what they name in the network's plan."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogue.rendering.comparison.shapes import Block, Cell, Entry, Line, Plan, line, list_cell, text_cell, with_bars
from core import text
from core.text import is_polish


def summary_block(plans: Sequence[Plan]) -> Block:
    cities = [plan.publication.city for plan in plans]
    people = [Cell(text.number(plan.people)) if plan.people else Cell() for plan in plans]
    sizes = [Cell(city.get_size_class_display() if city else "") for city in cities]
    voivodeships = [text_cell(city.voivodeship.name if city else "") for city in cities]
    lines = [
        line(_("Plan"), [_title(plan) for plan in plans], plans),
        line(_("Network"), [_network(plan) for plan in plans], plans),
        line(_("Voivodeship"), voivodeships, plans),
        line(_("Size of the city"), sizes, plans),
        line(_("Inhabitants"), with_bars(people, [plan.people for plan in plans], plans), plans),
        line(_("Version"), [_version(plan) for plan in plans], plans),
    ]
    return Block("summary", _("In short"), lines)


def _title(plan: Plan) -> Cell:
    return Cell(entries=[Entry(plan.publication.title, plan.path)], is_polish=True)


def _network(plan: Plan) -> Cell:
    network = plan.publication.network
    if network is None:
        return Cell(missing=_("assignment unknown"))
    name = network.name if is_polish() else network.name_en or network.name
    return Cell(entries=[Entry(name, reverse("network", args=[network.slug]))])


def _version(plan: Plan) -> Cell:
    words = _("%(number)d, published on %(date)s") % {
        "number": plan.publication.version.number,
        "date": text.long_date(plan.publication.published_at),
    }
    return Cell(words)


def challenge_block(plans: Sequence[Plan]) -> Block:
    found = [plan.digest.challenge for plan in plans]
    lists = {
        "causes": _("Causes"),
        "effects": pgettext("challenge", "Effects"),
        "affected": _("Whom it touches"),
    }
    lines = [line(_("Challenge"), [text_cell(values.get("statement")) for values in found], plans)]
    for name, label in lists.items():
        cells = [
            list_cell([Entry(one) for one in values.get(name) or ()], more_url=f"{plan.path}#sekcja-wyzwanie")
            for plan, values in zip(plans, found, strict=True)
        ]
        lines.append(_with_common(label, cells, plans))
    lines.append(line(_("Area"), [text_cell(values.get("area")) for values in found], plans))
    return Block("challenge", _("Challenge"), lines)


def aims_block(plans: Sequence[Plan]) -> Block:
    found = [plan.digest.vision for plan in plans]
    aims = [
        list_cell(
            [Entry(f"{aim.code} {aim.title}".strip(), f"{plan.path}#{aim.anchor}") for aim in plan.digest.aims],
            more_url=f"{plan.path}#sekcja-cele",
        )
        for plan in plans
    ]
    lines = [
        line(_("Vision"), [text_cell(values.get("vision")) for values in found], plans),
        line(_("Main aim"), [text_cell(values.get("main_aim")) for values in found], plans),
        line(_("Specific aims"), aims, plans),
    ]
    return Block("aims", _("Aims"), lines)


def barriers_block(plans: Sequence[Plan]) -> Block:
    """The codes of barriers and good practices that the plans name."""
    barriers = [list_cell([Entry(code) for code in plan.digest.barriers]) for plan in plans]
    practices = [list_cell([Entry(code) for code in plan.digest.practices]) for plan in plans]
    lines = [
        _with_common(_("Barriers that the city met"), barriers, plans),
        _with_common(_("Good practices that the city used"), practices, plans),
    ]
    return Block("barriers", _("Barriers and good practices of the network"), lines)


def _with_common(label: str, cells: list[Cell], plans: Sequence[Plan]) -> Line:
    """A line of lists that says what all of them have in common."""
    common = set.intersection(*({entry.text for entry in cell.entries} for cell in cells))
    made = line(label, cells, plans)
    if not common:
        return made
    words = _("in common: %(things)s") % {"things": ", ".join(sorted(common))}
    return Line(made.label, made.cells, words)
