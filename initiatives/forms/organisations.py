"""Forms of the directory of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import City, Organisation

COUNTRY = "country"
SHOWN = [
    ("", _("All")),
    ("new", _("Not checked yet")),
    ("doubled", _("The same name more than once")),
    ("merged", _("Merged with another one")),
]


class DirectoryFilterForm(forms.Form):
    """Filters of the directory; what is not understood is left out."""

    q = forms.CharField(label=_("Name"), required=False, max_length=200)
    city = forms.ChoiceField(label=_("City"), required=False)
    show = forms.ChoiceField(label=_("Show"), required=False, choices=SHOWN)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        cities = City.objects.values_list("slug", "name")
        self.fields["city"].choices = [("", _("All cities")), (COUNTRY, _("The whole country")), *cities]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """What was understood, as `initiatives.queries.organisations_found` takes it."""
        self.is_valid()
        values = self.cleaned_data
        return {"words": values.get("q", ""), "city": values.get("city", ""), "show": values.get("show", "")}


class OrganisationForm(forms.ModelForm):
    """The name of an organisation and the city where it works; without a city it works in the whole country."""

    class Meta:
        model = Organisation
        fields = ["name", "city"]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["city"].empty_label = _("The whole country")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, organisation: Organisation) -> str:
        place = organisation.city.name if organisation.city else _("the whole country")
        return f"{organisation.name} ({place})"


class MergeForm(forms.Form):
    """Which entry stays."""

    kept = _Named(
        label=_("The entry that stays"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose from the list"),
        help_text=_("The name that you merge will lead to it from now on. Texts of plans do not change."),
    )

    def __init__(self, data: Any = None, *, doubled: Organisation) -> None:
        others = Organisation.objects.filter(merged_into=None).exclude(pk=doubled.pk).select_related("city")
        same = others.filter(key=doubled.key).first()
        super().__init__(data, initial={"kept": same})
        self.fields["kept"].queryset = others  # type: ignore[attr-defined]
