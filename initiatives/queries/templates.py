"""Templates of MIDs in editions: what is in force, what is in preparation, and which plans keep what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from django.db.models import QuerySet

from documents.models import Document
from documents.parts import Section
from documents.queries import EffectiveSection, all_sections, arrange, revision_of
from initiatives.parts import MID
from networks.models import Edition


@dataclass(frozen=True)
class Use:
    """How many plans keep a revision of an edition's template."""

    revision: int
    plans: int
    is_in_force: bool


@dataclass(frozen=True)
class EditionTemplate:
    """An edition's template as its page shows it. `sections` are those of the draft, or else of what is in force."""

    edition: Edition
    uses: list[Use]

    @property
    def draft(self) -> dict[str, Any] | None:
        return self.edition.mid_template_draft

    @property
    def shown(self) -> dict[str, Any]:
        """What the page is about: the draft while there is one."""
        return self.edition.mid_template if self.draft is None else self.draft

    @property
    def revision(self) -> int:
        return revision_of(self.edition.mid_template)

    @property
    def is_taken(self) -> bool:
        """Whether a plan keeps the revision that is in force."""
        return any(use.is_in_force and use.plans for use in self.uses)

    @property
    def is_frozen(self) -> bool:
        return self.edition.mid_template_frozen_at is not None or self.is_taken

    @property
    def next_revision(self) -> int:
        """The revision that the draft will be: a frozen one is never overwritten."""
        return self.revision + 1 if self.is_frozen else self.revision

    @property
    def plans(self) -> int:
        return sum(use.plans for use in self.uses)

    @property
    def sections(self) -> list[EffectiveSection]:
        """All sections in order, with numbers where they are shown."""
        numbers = {section.key: section for section in arrange(MID, self.shown)}
        return [numbers.get(section.key, section) for section in all_sections(MID, self.shown)]

    @property
    def changed(self) -> list[EffectiveSection]:
        """The sections that the draft words or arranges in another way than what is in force."""
        if self.draft is None:
            return []
        before = {section.key: section for section in all_sections(MID, self.edition.mid_template)}
        return [one for one in all_sections(MID, self.draft) if before[one.key].entry != one.entry]

    @property
    def is_reordered(self) -> bool:
        return self.draft is not None and order_of(self.draft) != order_of(self.edition.mid_template)

    def section(self, slug: str) -> EffectiveSection | None:
        """A section by its address, also one that is left out; None when there is none."""
        return next((section for section in self.sections if section.slug == slug), None)


def template_of(edition: Edition) -> EditionTemplate:
    """One query."""
    return EditionTemplate(edition, uses_of(edition))


def uses_of(edition: Edition) -> list[Use]:
    """How many plans keep which revision, the newest first; the one in force is always there. One query."""
    kept = Document.objects.filter(kind="mid", initiative__participation__edition=edition).values_list(
        "template__revision", flat=True
    )
    counted = Counter(revision_of({"revision": revision}) for revision in kept)
    in_force = revision_of(edition.mid_template)
    revisions: Iterable[int] = sorted({*counted, in_force}, reverse=True)
    return [Use(revision, counted[revision], revision == in_force) for revision in revisions]


def editions_to_copy_from(edition: Edition) -> QuerySet[Edition]:
    """The other editions that have a template."""
    return Edition.objects.exclude(pk=edition.pk).exclude(mid_template={})


def order_of(template: dict[str, Any]) -> list[str]:
    return [section.key for section in all_sections(MID, template)]


def entry_digest(template: dict[str, Any], section: Section) -> str:
    """A short name of what a template says of a section, to notice that somebody has changed it meanwhile."""
    entry = template.get("sections", {}).get(section.key, {})
    return sha256(dumps(entry, sort_keys=True).encode()).hexdigest()[:16]
