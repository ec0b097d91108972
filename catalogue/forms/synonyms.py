"""The form of a group of synonyms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.policies import LONGEST_NAME, MOST_NAMES
from core.forms.fields import LinesField


class SynonymForm(forms.Form):
    names = LinesField(
        label=_("Names of the same thing"),
        help_text=_(
            "Each on a line of its own: the abbreviation, the full name, other names, the English name. "
            "The ending does not matter. An abbreviation in capital letters finds only itself, never another word."
        ),
        max_lines=MOST_NAMES,
        max_line_length=LONGEST_NAME,
    )
