"""Rules about cities and organisations that reach beyond one column."""

import re

from django.utils.translation import gettext as _

from cities.enums import SIZE_LIMITS, GminaKind, SizeClass
from core.names import fold

LONGEST_KEY = 200


def size_class(population: int | None) -> SizeClass:
    """The size class of a city with so many inhabitants; UNKNOWN for None."""
    if population is None:
        return SizeClass.UNKNOWN
    return next((size for limit, size in SIZE_LIMITS if population <= limit), SizeClass.METROPOLIS)


def teryt_problem(teryt: str, voivodeships: dict[str, str]) -> str:
    """What is wrong with a municipality's TERYT code, as a sentence; empty when nothing is.

    `voivodeships` are the names by code. Only whole municipalities take part, so the last digit is 1, 2 or 3.
    """
    if not (teryt.isascii() and teryt.isdigit() and len(teryt) == 7):
        return _("A TERYT code has seven digits.")
    if teryt[:2] not in voivodeships:
        return _("No voivodeship has a TERYT code that begins with %(code)s.") % {"code": teryt[:2]}
    if int(teryt[6]) not in GminaKind.values:
        return _("A TERYT code of a whole municipality ends in 1, 2 or 3, not in %(digit)s.") % {"digit": teryt[6]}
    if teryt[2:4] == "00" or teryt[4:6] == "00":
        return _("This TERYT code names a county or a voivodeship, not a municipality.")
    return ""


def organisation_key(name: str) -> str:
    """The name as it is compared: `„ZIELEŃ”  Sp. z o.o.` and `Zielen sp. z o. o.` are one; empty without a letter."""
    return " ".join(re.findall(r"\w+", fold(name)))[:LONGEST_KEY]
