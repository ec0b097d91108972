"""Forms of the coordinator's pages."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cities.models import City
from core.files import TooLargeFile, check_upload
from core.forms.fields import MonthField, ThreeBoxDateField
from networks.enums import MeetingMode, SpecialistKind
from networks.exchange import MAX_BYTES
from networks.models import (
    Edition,
    EditionMilestone,
    LeadContact,
    Meeting,
    MeetingMaterial,
    Participation,
    ThematicNetwork,
)

DAY_BEGINS, DAY_ENDS = datetime.time(0, 0), datetime.time(23, 59)


class LastingAddress(forms.ModelForm):
    """A form whose address (`slug`) can be chosen once: addresses are permanent."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.instance._state.adding:
            del self.fields["slug"]


class EditionForm(LastingAddress):
    starts = ThreeBoxDateField(label=_("Start"))
    ends = ThreeBoxDateField(label=_("End"))
    plans_from = MonthField(label=_("Actions from"), help_text=_("The earliest month of an action in a MID."))
    plans_until = MonthField(label=_("Actions until"), help_text=_("The latest month of an action in a MID."))

    class Meta:
        model = Edition
        fields = [
            "name",
            "name_en",
            "slug",
            "number",
            "starts",
            "ends",
            "plans_from",
            "plans_until",
            "description",
            "description_en",
            "size_note",
            "size_note_en",
            "source",
            "is_current",
        ]

    def _get_validation_exclusions(self) -> set[str]:
        # Making this edition current is allowed: the service ends that of the former one.
        return {*super()._get_validation_exclusions(), "is_current"}  # type: ignore[misc]


class NetworkForm(LastingAddress):
    class Meta:
        model = ThematicNetwork
        fields = [
            "name",
            "name_en",
            "slug",
            "code",
            "topic",
            "topic_en",
            "description",
            "description_en",
            "challenge",
            "challenge_en",
            "colour",
            "tint",
            "shape",
            "position",
            "source",
        ]
        help_texts = {
            "colour": _("Written as #rrggbb. Dark enough to read white text on it."),
            "tint": _("A light shade of the colour, written as #rrggbb."),
            "shape": _("The sign that goes with the colour, so that colour is never alone."),
        }


class ParticipationForm(forms.ModelForm):
    """Network, dates and source of a participation. The edition is that of the given instance."""

    joined = ThreeBoxDateField(label=_("Joined"), required=False)
    left = ThreeBoxDateField(label=_("Left"), required=False)

    class Meta:
        model = Participation
        fields = ["network", "joined", "left", "source"]

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.edition = edition
        self.fields["network"].queryset = edition.networks.all()  # type: ignore[attr-defined]
        self.fields["network"].empty_label = _("assignment unknown")  # type: ignore[attr-defined]


class ParticipationAddForm(ParticipationForm):
    class Meta(ParticipationForm.Meta):
        fields = ["city", *ParticipationForm.Meta.fields]

    def __init__(self, *args: Any, cities: QuerySet[City], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["city"].queryset = cities  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """Whom to invite, or who has an account already."""

    name = forms.CharField(label=_("Full name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("If this person has no account yet, the portal sends them an invitation."),
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()


class SpecialistForm(PersonForm):
    kind = forms.ChoiceField(label=_("Function"), choices=SpecialistKind.choices, widget=forms.RadioSelect)
    field_order = ["kind"]


class ContactForm(forms.ModelForm):
    class Meta:
        model = LeadContact
        fields = ["participation", "name", "unit", "email", "phone", "is_public"]
        labels = {"participation": _("City"), "is_public": _("This contact may be shown in public")}
        help_texts = {"participation": _("Leave empty for a contact of the whole network.")}

    def __init__(self, *args: Any, network: ThematicNetwork, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.network = network
        field = self.fields["participation"]
        field.queryset = network.participations.select_related("city", "edition")  # type: ignore[attr-defined]
        field.label_from_instance = lambda participation: participation.city.name  # type: ignore[attr-defined]
        field.empty_label = _("the whole network")  # type: ignore[attr-defined]


class MilestoneForm(forms.ModelForm):
    date = ThreeBoxDateField(label=_("Date"), help_text=_("When only the month is known, any day of it."))

    class Meta:
        model = EditionMilestone
        fields = ["title", "title_en", "date", "is_approximate", "source"]


class MeetingForm(forms.ModelForm):
    """A meeting with its days and (when they are known) hours."""

    first_day = ThreeBoxDateField(label=_("First day"))
    start_time = forms.TimeField(
        label=_("Start at"), required=False, help_text=_("For example 9:30. Leave empty when it is not known.")
    )
    last_day = ThreeBoxDateField(
        label=_("Last day"), required=False, help_text=_("Leave empty for a meeting of one day.")
    )
    end_time = forms.TimeField(label=_("End at"), required=False)

    mode = forms.ChoiceField(label=_("Mode"), choices=MeetingMode.choices, widget=forms.RadioSelect)

    class Meta:
        model = Meeting
        fields = [
            "title",
            "kind",
            "mode",
            "place",
            "link",
            "networks",
            "hosts",
            "programme",
            "is_public",
            "source",
        ]
        widgets = {
            "kind": forms.Select,
            "networks": forms.CheckboxSelectMultiple,
            "hosts": forms.CheckboxSelectMultiple,
        }
        labels = {"is_public": _("Show this meeting in public (never the link)")}

    participations = forms.ModelMultipleChoiceField(
        label=_("Cities that take part"),
        queryset=Participation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("When none is marked, all cities of the marked networks take part."),
    )
    field_order = ["title", "kind", "first_day", "start_time", "last_day", "end_time", "mode", "place", "link"]

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.edition = edition
        participations = edition.participations.select_related("city", "network")
        self.fields["networks"].queryset = edition.networks.all()  # type: ignore[attr-defined]
        self.fields["hosts"].queryset = City.objects.filter(participations__edition=edition)  # type: ignore[attr-defined]
        self.fields["participations"].queryset = participations  # type: ignore[attr-defined]
        self.fields["participations"].label_from_instance = lambda one: one.city.name  # type: ignore[attr-defined]
        self._leave_out_empty_lists()
        if self.instance._state.adding:
            return
        self._show_times(self.instance)
        self.initial["participations"] = list(self.instance.attendances.values_list("participation_id", flat=True))

    def _leave_out_empty_lists(self) -> None:
        """An edition without networks or cities yet has nothing to mark."""
        for name in ("networks", "hosts", "participations"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]

    def _show_times(self, meeting: Meeting) -> None:
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        self.initial.update(first_day=starts.date(), last_day=ends.date())
        if meeting.hours_known:
            self.initial.update(start_time=starts.strftime("%H:%M"), end_time=ends.strftime("%H:%M"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("first_day")
        if first is None:
            return cleaned
        last = cleaned.get("last_day") or first
        starts = _moment(first, cleaned.get("start_time") or DAY_BEGINS)
        ends = _moment(last, cleaned.get("end_time") or DAY_ENDS)
        if ends < starts:
            self.add_error("last_day", gettext("The end must not be before the start."))
        self.instance.starts_at, self.instance.ends_at = starts, ends
        return cleaned

    def values(self) -> dict[str, Any]:
        """The columns of a meeting."""
        names = ("title", "kind", "mode", "place", "link", "programme", "is_public", "source")
        values = {name: self.cleaned_data[name] for name in names}
        return {**values, "starts_at": self.instance.starts_at, "ends_at": self.instance.ends_at}

    def people(self) -> dict[str, Any]:
        """Networks, hosts and participations, all cities of the networks when none is marked."""
        networks = self.cleaned_data.get("networks", [])
        hosts = self.cleaned_data.get("hosts", [])
        chosen = self.cleaned_data.get("participations")
        everybody = Participation.objects.filter(network__in=networks)
        return {"networks": networks, "hosts": hosts, "participations": chosen or everybody}


class MaterialForm(forms.ModelForm):
    class Meta:
        model = MeetingMaterial
        fields = ["title", "file", "link", "is_public"]
        labels = {"is_public": _("Show this material in public")}
        help_texts = {
            "file": _("PDF, DOCX, XLSX, ODT, ODS, PNG or JPEG, up to 20 MB."),
            "link": _("Instead of a file: the address of a recording or a page."),
        }

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data.get("file")
        if file:
            check_upload(file)
        return file or None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # Neither is refused by the constraint of the table.
        if cleaned.get("file") and cleaned.get("link"):
            raise ValidationError(gettext("Give a file or a link."))
        return cleaned


class ImportForm(forms.Form):
    """A list of cities and participations."""

    file = forms.FileField(
        label=pgettext_lazy("import", "List of cities"),
        help_text=_("CSV (UTF-8 or Windows-1250) or XLSX, up to 2 MB. The first row holds headings."),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if isinstance(file, TooLargeFile) or file.size > MAX_BYTES:
            raise ValidationError(gettext("The file is too large. A list may have at most 2 MB."))
        return file


def _moment(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, hour, timezone.get_current_timezone())
