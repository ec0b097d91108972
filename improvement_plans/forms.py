"""Forms of institutions and answers, and the filters of the list of recommendations."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.fields import ThreeBoxDateField
from improvement_plans.enums import Horizon, RecommendationKind, Status
from improvement_plans.models import Institution, Recommendation
from improvement_plans.queries import addressed_to, institutions_of, institutions_to_answer_for, next_statuses
from networks.models import ThematicNetwork

LONGEST_ANSWER = 5000


class LongText(forms.CharField):
    """Plain text of several lines. A line end counts as one character, as the counter on the page does."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class ResponseForm(forms.Form):
    """An answer to a recommendation. Choices depend on the present status and on whom the person may answer for."""

    institution = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Institution.objects.none(),
        empty_label=_("the programme, without an institution"),
    )
    status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    text = LongText(
        label=_("Answer"),
        help_text=_("Everybody will be able to read it. Write what has been decided and what comes next."),
        max_length=LONGEST_ANSWER,
        rows=8,
    )
    evidence_url = forms.URLField(
        label=_("Address of the evidence"),
        help_text=_("For example a draft act or a call for proposals."),
        required=False,
        max_length=200,
        assume_scheme="https",
    )

    def __init__(self, *arguments: Any, user: Any, recommendation: Recommendation, **options: Any) -> None:
        super().__init__(*arguments, **options)
        institution = self.fields["institution"]
        institution.queryset = institutions_to_answer_for(user, recommendation)  # type: ignore[attr-defined]
        institution.required = not user.is_coordinator
        if institution.required:
            institution.empty_label = None  # type: ignore[attr-defined]
        self.fields["status"].choices = next_statuses(recommendation)  # type: ignore[attr-defined]


class InstitutionForm(forms.ModelForm):
    class Meta:
        model = Institution
        fields = ("name", "short_name", "kind", "teryt")


class InstitutionChangeForm(InstitutionForm):
    renamed_on = ThreeBoxDateField(
        label=_("Renamed on"),
        help_text=_("Give the day when the institution really changed its name. The old name stays as a former one."),
        required=False,
    )

    def clean_renamed_on(self) -> Any:
        day = self.cleaned_data["renamed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The day of the change cannot lie in the future."))
        return day


class MemberForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(
        label=_("Full name"),
        help_text=_("A person without an account gets an invitation."),
        max_length=150,
    )


class ReasonForm(forms.Form):
    reason = LongText(label=_("Reason"), max_length=2000)


class RecommendationFilter(django_filters.FilterSet):
    """Filters of the working list. `mine` keeps what is addressed to the person's own institutions."""

    q = django_filters.CharFilter(label=_("Code or words of the title"), method="with_words", max_length=100)
    network = django_filters.ModelChoiceFilter(
        label=_("Network"),
        field_name="document__improvement_plan__network",
        queryset=ThematicNetwork.objects.filter(improvement_plan__isnull=False),
        to_field_name="slug",
        empty_label=_("all"),
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=RecommendationKind.choices, empty_label=_("all"))
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices, empty_label=_("all"))
    institution = django_filters.ModelChoiceFilter(
        label=_("Addressee"),
        queryset=Institution.objects.all(),
        to_field_name="slug",
        method="of_institution",
        empty_label=_("all"),
    )
    horizon = django_filters.ChoiceFilter(label=_("Horizon"), choices=Horizon.choices, empty_label=_("all"))
    mine = django_filters.BooleanFilter(
        label=_("Only for my institution"), method="of_user", widget=forms.CheckboxInput
    )

    class Meta:
        model = Recommendation
        fields = ()

    def with_words(self, found: QuerySet[Recommendation], name: str, value: str) -> QuerySet[Recommendation]:
        for word in value.replace("\x00", "").split():
            found = found.filter(Q(title__icontains=word) | Q(code__icontains=word))
        return found

    def of_institution(
        self, found: QuerySet[Recommendation], name: str, value: Institution
    ) -> QuerySet[Recommendation]:
        return addressed_to(found, [value])

    def of_user(self, found: QuerySet[Recommendation], name: str, value: bool | None) -> QuerySet[Recommendation]:
        return addressed_to(found, list(institutions_of(self.request.user))) if value else found
