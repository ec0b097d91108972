"""Forms of the list of cities."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cities.models import City
from cities.policies import teryt_problem
from cities.queries import voivodeship_names
from core.forms.fields import NumberField

FIRST_YEAR = 1990


class CityForm(forms.ModelForm):
    """Facts that may change. Coordinates are given together or not at all."""

    latitude = NumberField(label=_("Latitude"), required=False, help_text=_("Degrees north, for example 52,4069."))
    longitude = NumberField(label=_("Longitude"), required=False, help_text=_("Degrees east, for example 16,9299."))

    class Meta:
        model = City
        fields = ["name", "latitude", "longitude", "website", "source"]

    def clean_latitude(self) -> float | None:
        return _degrees(self.cleaned_data["latitude"], 48.9, 54.9)

    def clean_longitude(self) -> float | None:
        return _degrees(self.cleaned_data["longitude"], 14.0, 24.2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (cleaned["latitude"] is None) != (cleaned["longitude"] is None):
            raise ValidationError(gettext("Give both coordinates or neither."))
        return cleaned


class CityAddForm(CityForm):
    """A new city: its voivodeship and kind follow from the TERYT code."""

    class Meta(CityForm.Meta):
        fields = ["name", "teryt", "latitude", "longitude", "website", "source"]
        help_texts = {"teryt": _("Seven digits of the whole municipality, for example 2261011.")}

    def clean_teryt(self) -> str:
        teryt = self.cleaned_data["teryt"]
        problem = teryt_problem(teryt, voivodeship_names())
        if problem:
            raise ValidationError(problem)
        return teryt


class PopulationForm(forms.Form):
    value = NumberField(label=_("Inhabitants"), min_value=1, max_value=5_000_000, decimal_places=0)
    year = forms.IntegerField(
        label=_("Year"), required=False, help_text=_("Leave empty only when the source does not say it.")
    )
    source = forms.CharField(label=_("Source"), max_length=300)

    def clean_value(self) -> int:
        return int(self.cleaned_data["value"])

    def clean_year(self) -> int | None:
        year = self.cleaned_data["year"]
        last = timezone.localdate().year
        if year is not None and not FIRST_YEAR <= year <= last:
            raise ValidationError(
                gettext("The year of the population must lie between %(first)d and %(last)d.")
                % {"first": FIRST_YEAR, "last": last}
            )
        return year


def _degrees(value: Any, low: float, high: float) -> float | None:
    if value is None:
        return None
    if not low <= value <= high:
        raise ValidationError(gettext("The coordinates must lie in Poland."))
    return float(value)
