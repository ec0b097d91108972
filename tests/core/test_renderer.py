import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from core.forms import fields
from core.forms.renderer import PortalRenderer


class Sample(forms.Form):
    default_renderer = PortalRenderer

    title = forms.CharField(label="Title", max_length=20, help_text="One sentence")
    text = forms.CharField(label="Text", max_length=50, widget=forms.Textarea, required=False)
    start = fields.ThreeBoxDateField(label="Start", help_text="For example 1 9 2027")
    cost = fields.MoneyField(label="Cost")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Many", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="Agree")
    file = forms.FileField(label="File", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture(autouse=True)
def _english_messages():
    with translation.override("en"):
        yield


def group(form, name):
    return str(form[name].as_field_group())


def test_every_described_id_and_label_exists():
    html = str(Sample({"title": "", "start_day": "31", "start_month": "2", "start_year": "2027"}))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    wanted = set(re.findall(r'\bfor="([^"]+)"', html))
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        wanted |= set(described.split())
    assert wanted - set(ids) == set()


def test_hint_and_error_describe_the_input():
    html = group(Sample({}), "title")
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert "Fill in “Title”" in html


def test_a_date_is_a_described_group_of_labelled_boxes():
    html = group(Sample({"start_day": "31", "start_month": "2", "start_year": "2027"}), "start")
    assert '<fieldset class="govuk-fieldset" role="group" aria-describedby="id_start_helptext id_start_error">' in html
    assert re.findall(r'name="(start_\w+)" value="(\w+)"', html) == [
        ("start_day", "31"),
        ("start_month", "2"),
        ("start_year", "2027"),
    ]
    assert html.count("govuk-input--error") == 3


def test_the_browser_does_not_check_required_fields_but_readers_hear_of_them():
    html = str(Sample())
    assert " required" not in html
    assert html.count('aria-required="true"') == 4


def test_optional_fields_say_so():
    assert "(optional)" in group(Sample(), "text")
    assert "(optional)" not in group(Sample(), "title")


def test_character_count_speaks_the_plural_forms_of_the_language():
    html = group(Sample(), "text")
    assert 'data-maxlength="50"' in html
    assert 'data-i18n.characters-under-limit.one="You have %{count} character remaining"' in html
    assert 'data-i18n.characters-under-limit.other="You have %{count} characters remaining"' in html
    assert 'aria-describedby="id_text-info"' in html
    with translation.override("pl"):
        assert "characters-under-limit.few=" in group(Sample(), "text")


def test_choices_have_classes_of_their_kind():
    assert group(Sample(), "kind").count("govuk-radios__input") == 2
    assert group(Sample(), "many").count("govuk-checkboxes__input") == 1
    assert "govuk-password-input__toggle" in group(Sample(), "password")
    assert "govuk-file-upload" in group(Sample(), "file")
    assert '<div class="govuk-input__suffix"' in group(Sample(), "cost")


def test_labels_and_values_are_escaped():
    form = Sample({"title": '"><script>alert(1)</script>'})
    form.fields["title"].label = "<b>x</b>"
    assert "<script>" not in group(form, "title")
    assert "<b>" not in group(form, "title")


def test_error_summary_links_to_the_first_control_of_each_field():
    form = Sample({"title": "x" * 30})
    html = render_to_string("components/error_summary.html", {"form": form})
    assert re.findall(r'href="#(\w+)"', html) == [
        "id_title",
        "id_start_0",
        "id_cost",
        "id_kind_0",
        "id_agree",
        "id_password",
    ]
    assert "Correct 6 errors" in html
    assert "Shorten “Title”: there is room for 20 characters, not for 30" in html


def test_error_summary_is_silent_without_errors():
    assert render_to_string("components/error_summary.html", {"form": Sample()}).strip() == ""
    assert render_to_string("components/error_summary.html", {}).strip() == ""


def test_several_forms_share_one_summary():
    first, second = Sample({}, prefix="a"), Sample({}, prefix="b")
    html = render_to_string("components/error_summary.html", {"forms": [first, second]})
    assert "Correct 12 errors" in html
    assert 'href="#id_b-start_0"' in html
