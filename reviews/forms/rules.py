"""Forms of an edition's review rules: days, scores, a line of the checklist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.models import Criterion, ReviewRules


class RulesForm(forms.ModelForm):
    class Meta:
        model = ReviewRules
        fields = ("review_days", "answer_days", "is_scored")
        labels = {
            "review_days": _("Days for a review"),
            "answer_days": _("Days for the answers of the authors"),
            "is_scored": _("Reviewers may give each criterion a score from 1 to 5"),
        }
        help_texts = {"review_days": _("From the submission. The lead reviewer or a coordinator can change the date.")}

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        for name in ("review_days", "answer_days"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, help_text=self.fields[name].help_text, min_value=1, max_value=365
            )


class CriterionForm(forms.ModelForm):
    class Meta:
        model = Criterion
        fields = ("text", "text_en", "hint")
        labels = {
            "text": _("Criterion"),
            "text_en": _("Criterion in English"),
            "hint": _("What to look at"),
        }
        help_texts = {"text": _("One sentence that is met or not, in Polish.")}
        widgets = {"hint": forms.Textarea(attrs={"rows": 3})}
