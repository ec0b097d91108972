"""What is public. Every row is made from a published Version; nothing here is read from a draft."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.enums import EntryKind
from cities.models import City
from core.models import PolishOrder, Timestamped
from documents.models import Document, Version
from improvement_plans.enums import Horizon, RecommendationKind
from improvement_plans.models import Institution, Recommendation
from networks.models import MeetingMaterial, ThematicNetwork


class Publication(Timestamped):
    """A document in public: which Version is shown at its permanent address. A withdrawn one keeps the address."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="publication")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=20)
    slug = models.SlugField(_("address"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    lead = models.TextField(_("summary"), blank=True)
    network = models.ForeignKey(
        ThematicNetwork,
        on_delete=models.PROTECT,
        related_name="publications",
        null=True,
        verbose_name=_("network"),
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="publications", null=True, verbose_name=_("city")
    )
    period_start = models.DateField(_("plan from"), null=True)
    period_end = models.DateField(_("plan until"), null=True)
    total_cost = models.DecimalField(_("estimated cost in PLN"), max_digits=16, decimal_places=2, null=True)
    action_kinds = models.JSONField(default=list)
    is_sample = models.BooleanField(_("sample data"), default=False)
    published_at = models.DateTimeField(_("published"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="catalogue_one_address")]

    def __str__(self) -> str:
        return self.title


class PublishedVersion(models.Model):
    """A Version that was public, at a permanent address of its own; `reason` says why it corrects the one before.

    Withdrawing withdraws every Version that stands in public; one that came later does not bring it back.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="versions")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="published")
    number = models.PositiveIntegerField(_("number"))
    reason = models.CharField(_("reason for the correction"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="catalogue_published_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.publication} ({self.number})"


class Schedule(Timestamped):
    """An accepted Version that the clock will publish at a moment, in the name of `by`. Nothing of it is public.

    `problem` says why the clock could not; then it waits until a coordinator changes or cancels it.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="schedule")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("to be published"))
    reason = models.CharField(_("reason for the correction"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    problem = models.CharField(_("problem"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("planned publication")
        verbose_name_plural = _("planned publications")
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.document} {self.at:%Y-%m-%d %H:%M}"


class PublishedRecommendation(models.Model):
    """A recommendation as its published plan has it; `recommendation` leads to the responses (its public fate)."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="recommendations")
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, related_name="published", verbose_name=_("recommendation")
    )
    code = models.CharField(_("code"), max_length=7, unique=True)
    title = models.CharField(_("title"), max_length=200)
    lead = models.TextField(blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=RecommendationKind.choices)
    horizon = models.CharField(_("horizon"), max_length=8, choices=Horizon.choices)
    priority = models.PositiveSmallIntegerField(_("priority"))
    lead_institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("leading addressee"),
    )
    institutions = models.ManyToManyField(Institution, related_name="published_recommendations", blank=True)
    #: `barriers` are codes, `raised_by` slugs of the cities whose published MIDs met one of them
    legal_act = models.CharField(_("legal act"), max_length=300, blank=True)
    barriers = ArrayField(models.CharField(max_length=7), default=list)
    raised_by = ArrayField(models.CharField(max_length=120), default=list)
    content = models.JSONField()

    class Meta:
        verbose_name = _("published recommendation")
        verbose_name_plural = _("published recommendations")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class PublishedPractice(models.Model):
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="practices")
    code = models.CharField(_("code"), max_length=7, unique=True)
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=120)
    country = models.CharField(_("country"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    city = models.ForeignKey(City, on_delete=models.SET_NULL, related_name="+", null=True, verbose_name=_("city"))
    lead = models.TextField(blank=True)
    content = models.JSONField()

    class Meta:
        verbose_name = _("published good practice")
        verbose_name_plural = _("published good practices")
        ordering = [PolishOrder("title")]

    def __str__(self) -> str:
        return self.title


class PublishedRow(models.Model):
    """One row of a published document (an action, a stakeholder, a barrier ...), for tables, facets and comparison.

    `kind` is the key of its part kind. `values` are its public values as the Version stores them (dates ISO, amounts
    as text, references ids); `labels` are the same in Polish words where the value is a choice or a reference (a text,
    or a list of texts), and rich texts without their markup. `anchor` is the row's place on the document's page.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=40)
    row_id = models.UUIDField()
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=20, blank=True)
    title = models.TextField(blank=True)
    values = models.JSONField(default=dict)
    labels = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("published row")
        verbose_name_plural = _("published rows")
        ordering = ["publication", "kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "kind", "position"], name="catalogue_row_once"),
        ]
        indexes = [
            models.Index(fields=["kind", "publication", "position"], name="catalogue_rows_of_kind"),
            models.Index(fields=["row_id"], name="catalogue_row_by_id"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    @property
    def anchor(self) -> str:
        return f"wiersz-{self.row_id}"


class PublishedSubject(models.Model):
    """What a public MID (`row` empty) or one of its actions is about: its words in dictionary forms, weighted.

    Likeness is counted from these: similar challenges of cities, similar actions elsewhere.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="subjects")
    row = models.OneToOneField(PublishedRow, on_delete=models.CASCADE, related_name="subject", null=True)
    words = SearchVectorField()

    class Meta:
        verbose_name = _("published subject")
        verbose_name_plural = _("published subjects")
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=Q(row=None), name="catalogue_one_subject_of_a_plan"
            ),
        ]
        indexes = [GinIndex(fields=["words"], name="catalogue_subject_words")]

    def __str__(self) -> str:
        return str(self.row or self.publication)


class SearchEntry(models.Model):
    """One thing that search finds: a document, a recommendation, a barrier, a practice, a city, a network, a file.

    `key` with `kind` gives the address; `folded` is the title in small letters without marks.
    `words` holds the dictionary forms of all its words, weighted A (title), B (summary), C (text), `heads` those of A
    and B alone. `vocabulary` are its words as written. `networks`, `cities` and `editions` are the keys it is
    filtered by; `material` is the file that must be public still when somebody searches.
    """

    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    key = models.CharField(max_length=160)
    title = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    folded = models.CharField(max_length=250)
    lead = models.TextField(blank=True)
    lead_en = models.TextField(blank=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="search_entries", null=True)
    material = models.ForeignKey(MeetingMaterial, on_delete=models.CASCADE, related_name="+", null=True)
    network = models.ForeignKey(ThematicNetwork, on_delete=models.SET_NULL, related_name="+", null=True)
    city = models.ForeignKey(City, on_delete=models.SET_NULL, related_name="+", null=True)
    networks = ArrayField(models.BigIntegerField(), default=list)
    cities = ArrayField(models.BigIntegerField(), default=list)
    editions = ArrayField(models.BigIntegerField(), default=list)
    words = SearchVectorField()
    heads = SearchVectorField()
    vocabulary = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="catalogue_search_entry_once"),
            models.CheckConstraint(condition=~Q(title=""), name="catalogue_search_entry_named"),
        ]
        indexes = [
            GinIndex(fields=["words"], name="catalogue_search_words"),
            GinIndex(fields=["heads"], name="catalogue_search_heads"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchPassage(models.Model):
    """A short piece of an entry's text: what is quoted in the results, and the place (`anchor`) on the entry's page."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    anchor = models.CharField(max_length=80, blank=True)
    heading = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=2, default="pl")
    words = SearchVectorField()

    class Meta:
        verbose_name = _("search passage")
        verbose_name_plural = _("search passages")
        ordering = ["entry", "position"]
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="catalogue_passage_once")]
        indexes = [GinIndex(fields=["words"], name="catalogue_passage_words")]

    def __str__(self) -> str:
        return self.text[:80]


class SynonymGroup(Timestamped):
    """Names of the same thing in the programme: whoever searches for one of them finds them all. Used when asking."""

    names = ArrayField(models.CharField(max_length=80), verbose_name=_("names"))

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")
        constraints = [
            models.CheckConstraint(
                condition=Q(names__len__gte=2),
                name="catalogue_synonyms_at_least_two",
                violation_error_message=_("Give at least two names."),
            )
        ]

    def __str__(self) -> str:
        return " = ".join(self.names)


class SearchWord(models.Model):
    """A word that occurs in public, for “did you mean”. `entries` counts the entries it occurs in."""

    word = models.CharField(max_length=60, primary_key=True)
    folded = models.CharField(max_length=60)
    entries = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        indexes = [
            GinIndex(fields=["folded"], name="catalogue_word_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["folded"], name="catalogue_word_beginnings", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.word


class PublicChange(models.Model):
    """One write of a table that public pages are made of, noted by a trigger of the database.

    Read only as a whole, by `queries.stamp`: how many there are, the last one and its time.
    """

    at = models.DateTimeField()
    place = models.CharField(max_length=63)

    def __str__(self) -> str:
        return f"{self.place} {self.at}"
