"""Editions, thematic networks, participations, teams of two, specialists, meetings and milestones."""

from datetime import time

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.models import City
from core.models import Identified, PolishOrder, Timestamped
from networks.enums import MeetingKind, MeetingMode, Shape, SpecialistKind

colour_validator = RegexValidator(r"^#[0-9a-f]{6}$", _("A colour is written as #rrggbb in small letters."))


class Edition(Timestamped):
    """One run of the programme.

    `mid_template` arranges and explains the MIDs that are begun from now on; each document keeps its own copy of it.
    `mid_template_frozen_at` is when the first plan took it; a coordinator then works on `mid_template_draft`.
    """

    slug = models.SlugField(_("address"), max_length=30, unique=True)
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    starts = models.DateField(_("start"))
    ends = models.DateField(_("end"))
    plans_from = models.DateField(_("actions from"), help_text=_("The earliest month of an action in a MID."))
    plans_until = models.DateField(_("actions until"), help_text=_("The latest month of an action in a MID."))
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    size_note = models.CharField(_("size"), max_length=200, blank=True)
    size_note_en = models.CharField(_("size in English"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    mid_template = models.JSONField(_("MID template"), default=dict, blank=True)
    mid_template_draft = models.JSONField(_("MID template in preparation"), null=True, blank=True, editable=False)
    mid_template_frozen_at = models.DateTimeField(_("MID template frozen"), null=True, blank=True, editable=False)
    is_current = models.BooleanField(_("current"), default=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="networks_edition_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.CheckConstraint(
                condition=Q(plans_until__gte=F("plans_from")),
                name="networks_edition_plan_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="networks_one_current_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EditionMilestone(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("edition"))
    date = models.DateField(_("date"))
    is_approximate = models.BooleanField(_("only the month is known"), default=False)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("edition milestone")
        verbose_name_plural = _("edition milestones")
        ordering = ["date", "id"]

    def __str__(self) -> str:
        return self.title


class ThematicNetwork(Timestamped):
    """A network of cities around one topic. Its look is data: other editions have other networks."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="networks", verbose_name=_("edition"))
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    code = models.CharField(
        _("code"), max_length=3, help_text=_("Three capital letters that begin the codes of recommendations.")
    )
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    topic = models.CharField(_("topic"), max_length=120)
    topic_en = models.CharField(_("topic in English"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    challenge = models.TextField(_("challenge"), blank=True)
    challenge_en = models.TextField(_("challenge in English"), blank=True)
    colour = models.CharField(_("colour"), max_length=7, validators=[colour_validator])
    tint = models.CharField(_("tint"), max_length=7, validators=[colour_validator])
    shape = models.CharField(_("shape"), max_length=8, choices=Shape.choices)
    source = models.CharField(_("source"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("thematic network")
        verbose_name_plural = _("thematic networks")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="networks_code_once_per_edition"),
            models.UniqueConstraint(fields=["id", "edition"], name="networks_network_with_edition"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z]{3}$"), name="networks_code_three_letters"),
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-f]{6}$", tint__regex=r"^#[0-9a-f]{6}$"),
                name="networks_colours_are_hex",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Participation(Timestamped):
    """A city in an edition. `network` is empty while it is not known; `network_is_sample` marks an invented assignment.

    A composite foreign key in the database makes sure that the network is one of the same edition.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="participations", verbose_name=_("edition")
    )
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="participations", verbose_name=_("city"))
    network = models.ForeignKey(
        ThematicNetwork,
        on_delete=models.PROTECT,
        related_name="participations",
        null=True,
        blank=True,
        verbose_name=_("thematic network"),
    )
    joined = models.DateField(_("joined"), null=True, blank=True)
    left = models.DateField(_("left"), null=True, blank=True)
    network_is_sample = models.BooleanField(_("network assigned for the sample"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["edition", PolishOrder("city__name")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "city"],
                name="networks_one_network_per_city_and_edition",
                violation_error_message=_("This city already takes part in this edition."),
            ),
            models.CheckConstraint(
                condition=Q(left=None) | Q(joined=None) | Q(left__gte=F("joined")),
                name="networks_participation_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city} ({self.edition})"


class TeamSeat(Timestamped):
    """One of the two seats of a city's team. An open seat has no `until`; the database refuses a third person."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="seats", verbose_name=_("participation")
    )
    seat = models.PositiveSmallIntegerField(_("seat"), choices=[(1, _("first")), (2, _("second"))])
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats", verbose_name=_("person")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat in a team")
        verbose_name_plural = _("seats in teams")
        ordering = ["participation", "seat", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__in=[1, 2]),
                name="networks_team_of_two",
                violation_error_message=_("A team has two seats."),
            ),
            models.UniqueConstraint(
                fields=["participation", "seat"],
                condition=Q(until=None),
                name="networks_seat_taken_once",
                violation_error_message=_("This seat is taken."),
            ),
            models.UniqueConstraint(
                fields=["participation", "user"],
                condition=Q(until=None),
                name="networks_person_sits_once",
                violation_error_message=_("This person already sits in this team."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="networks_seat_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.participation})"


class Specialist(Timestamped):
    """A World Bank person of a network: its expert or the editor of its Improvement Plan."""

    network = models.ForeignKey(
        ThematicNetwork,
        on_delete=models.CASCADE,
        related_name="specialists",
        verbose_name=_("thematic network"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="specialisms",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SpecialistKind.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("specialist")
        verbose_name_plural = _("specialists")
        ordering = ["network", "kind", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user", "kind"], condition=Q(until=None), name="networks_specialist_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="networks_specialist_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.network})"


class LeadContact(Timestamped):
    """Whom to write to about a network or a participating city. Shown in public only when the person agreed."""

    network = models.ForeignKey(
        ThematicNetwork, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("thematic network")
    )
    participation = models.ForeignKey(
        Participation,
        on_delete=models.CASCADE,
        related_name="contacts",
        null=True,
        blank=True,
        verbose_name=_("participation"),
    )
    name = models.CharField(_("name"), max_length=150)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    is_public = models.BooleanField(_("may be shown in public"), default=False)

    class Meta:
        verbose_name = _("lead contact")
        verbose_name_plural = _("lead contacts")
        ordering = ["network", "name"]

    def __str__(self) -> str:
        return self.name


class Meeting(Identified, Timestamped):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="meetings", verbose_name=_("edition"))
    kind = models.CharField(_("kind"), max_length=12, choices=MeetingKind.choices)
    title = models.CharField(_("title"), max_length=200)
    networks = models.ManyToManyField(
        ThematicNetwork, related_name="meetings", blank=True, verbose_name=_("thematic networks")
    )
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    mode = models.CharField(_("mode"), max_length=8, choices=MeetingMode.choices)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True, help_text=_("Only participants see it."))
    hosts = models.ManyToManyField(City, related_name="hosted_meetings", blank=True, verbose_name=_("host cities"))
    programme = models.TextField(_("programme"), blank=True)
    is_public = models.BooleanField(_("shown in public"), default=True)
    is_sample = models.BooleanField(_("sample data"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="networks_meeting_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(mode__in=["on_site", "hybrid"]),
                name="networks_meeting_has_a_place",
                violation_error_message=_("Give the place of a meeting on site."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def hours_known(self) -> bool:
        """A meeting of unknown hours is stored from the first minute of its first day to the last of its last day."""
        first, last = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return (first.time(), last.time().replace(second=0, microsecond=0)) != (time(0, 0), time(23, 59))


class MeetingAttendance(models.Model):
    """A city that takes part in a meeting (people are not listed)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="attendances")
    people = models.PositiveSmallIntegerField(_("number of people"), default=2)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "participation"], name="networks_attendance_once"),
        ]

    def __str__(self) -> str:
        return str(self.participation)


class MeetingMaterial(Identified, Timestamped):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to="materials/%Y/%m/", blank=True)
    link = models.URLField(_("link"), blank=True)
    is_public = models.BooleanField(_("shown in public"), default=False)

    class Meta:
        verbose_name = _("meeting material")
        verbose_name_plural = _("meeting materials")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(link=""),
                name="networks_material_is_somewhere",
                violation_error_message=_("Give a file or a link."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
