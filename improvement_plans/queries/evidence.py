"""Who reads what shows a barrier. Every page, count and file of evidence asks here, and nothing else decides.

The words of a MID reach those who may open it, the editors to whom its team showed them, and everybody as far as the
same words stand in the same place of the Version that is public now. All others get a number.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cities.models import City
from core.exceptions import InvalidInput
from core.text import polish_key
from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries import public_content
from documents.queries.anchors import WITH_WORDS, anchor_text
from documents.queries.places import PlaceNames, find_place
from improvement_plans.enums import EvidenceKind
from improvement_plans.models import Barrier, BarrierEvidence, Recommendation
from initiatives.queries import documents_visible_to as mids_visible_to
from networks.enums import SpecialistKind
from networks.queries import meetings_visible_to, networks_of_specialist

#: the codes of barriers that a MID names, inside its snapshot
NAMED = "public_version__content__parts__network_link__0__values__barriers"
#: cities by their ids
_Found = dict[int, City]


@dataclass(frozen=True)
class ShownEvidence:
    """One piece of evidence as its reader may have it; it holds nothing else of the stored row.

    `note` is for those who work with it, never for the public. `is_open`: the reader may open the MID (`slug`);
    `is_public`: everybody reads these words.
    """

    id: UUID
    kind: EvidenceKind
    quote: str
    place: str = ""
    note: str = ""
    city: City | None = None
    slug: str = ""
    meeting_id: UUID | None = None
    is_open: bool = False
    is_public: bool = False


@dataclass
class Harvest:
    """What shows one barrier: the pieces that the reader may read, and how many more there are."""

    shown: list[ShownEvidence] = field(default_factory=list)
    hidden: int = 0

    @property
    def count(self) -> int:
        return len(self.shown) + self.hidden


@dataclass(frozen=True)
class Cities:
    """Cities that raised something: those whose names the reader may have, by name, and how many more."""

    named: tuple[City, ...] = ()
    others: int = 0

    @property
    def count(self) -> int:
        return len(self.named) + self.others


def evidence_for(reader: Any, barriers: Iterable[Barrier]) -> dict[UUID, Harvest]:
    """What shows each of the barriers to `reader` (a person, or nobody in particular), by the barrier's id.

    The caller has found the barriers by what the reader may see. At most six queries for all of them together.
    """
    harvests = {barrier.pk: Harvest() for barrier in barriers}
    evidence = _evidence(harvests)
    sight = _Sight(reader, evidence)
    for one in evidence:
        shown = sight.of(one)
        if shown is None:
            harvests[one.barrier_id].hidden += 1
        else:
            harvests[one.barrier_id].shown.append(shown)
    return harvests


def cities_of(reader: Any, barriers: Iterable[Barrier], named: Iterable[str] = ()) -> dict[UUID, Cities]:
    """The cities that raised each of the barriers, by the barrier's id. At most seven queries for all together.

    `named` are slugs of cities that the reader knows of already: those count as named.
    A city has a name for everybody where its public MID names the barrier or holds the words that show it; for those
    who may read its evidence, always. The others are counted.
    """
    asked, known = list(barriers), set(named)
    found = _raising(reader, asked)
    return {barrier.pk: _cities(*found[barrier.pk], known) for barrier in asked}


def raising_cities(reader: Any, recommendation: Recommendation) -> Cities:
    """The cities that raised a barrier which the recommendation answers. At most eight queries."""
    found = _raising(reader, list(recommendation.barriers.filter(deleted_at=None))).values()
    named = {pk: city for names, _everyone in found for pk, city in names.items()}
    return _cities(named, {pk: city for _names, everyone in found for pk, city in everyone.items()})


def public_place(evidence: BarrierEvidence, content: dict[str, Any]) -> tuple[str, str] | None:
    """The (place, words) of evidence as the public content of a Version has them; None when it has them no more."""
    kind = document_kind(content["kind"]).part_kinds.get(evidence.part_kind)
    try:
        place = find_place(
            content,
            section=evidence.section,
            part_kind=evidence.part_kind,
            part_id=str(evidence.part_id),
            field=evidence.field,
        )
    except InvalidInput:
        return None
    if kind is None or (evidence.field and not kind.field(evidence.field).public):
        return None
    values = next(row["values"] for row in content["parts"][kind.key] if row["id"] == place.part_id)
    name = evidence.field or kind.title_field
    words = words_of(kind, name, values)
    if evidence.quote and evidence.quote not in words:
        return None
    return PlaceNames(content).label(place), evidence.quote


def words_of(kind: Any, name: str, values: dict[str, Any]) -> str:
    """The visible words of a field among stored values; "" for fields without words."""
    bound = kind.field(name) if name else None
    return anchor_text(bound, values.get(name)) if bound is not None and bound.kind in WITH_WORDS else ""


class _Sight:
    """What one reader sees of some pieces of evidence: their rights are asked once for all."""

    def __init__(self, reader: Any, evidence: Sequence[BarrierEvidence]) -> None:
        documents = {one.document_id for one in evidence if one.document_id}
        meetings = {one.meeting_id for one in evidence if one.meeting_id}
        self._opens = set(mids_visible_to(reader).filter(pk__in=documents).values_list("pk", flat=True))
        editors = networks_of_specialist(reader, SpecialistKind.PU_EDITOR) if reader.is_authenticated else None
        self._edits = set(editors.values_list("pk", flat=True)) if editors is not None else set()
        self._attends = set(meetings_visible_to(reader).filter(pk__in=meetings).values_list("pk", flat=True))
        self._public = _public_contents(documents)

    def of(self, evidence: BarrierEvidence) -> ShownEvidence | None:
        """The piece as the reader may have it, or None."""
        receives = evidence.barrier.document.improvement_plan.network_id in self._edits
        kind = EvidenceKind(evidence.kind)
        if kind == EvidenceKind.MEETING:
            is_seen = evidence.meeting_id in self._attends if evidence.meeting_id else receives
            found = ShownEvidence(evidence.pk, kind, evidence.quote, meeting_id=evidence.meeting_id)
            return found if is_seen else None
        content = self._public.get(evidence.document_id)  # type: ignore[arg-type]
        public = public_place(evidence, content) if content else None
        document: Any = evidence.document
        opens = document.pk in self._opens
        around = {"city": document.initiative.participation.city, "slug": document.slug}
        if opens or (receives and evidence.flag is not None):
            return ShownEvidence(
                evidence.pk,
                kind,
                evidence.quote,
                evidence.place_label,
                evidence.flag.note if evidence.flag else "",
                is_open=opens,
                is_public=public is not None,
                **around,
            )
        if public is None:
            return None
        place, quote = public
        return ShownEvidence(evidence.pk, kind, quote, place, is_public=True, **around)


def _evidence(barriers: Iterable[UUID]) -> list[BarrierEvidence]:
    found = BarrierEvidence.objects.filter(barrier__in=list(barriers)).select_related(
        "barrier__document__improvement_plan",
        "flag",
        "meeting",
        "version",
        "document__initiative__participation__city",
    )
    return list(found.defer("version__content", "document__template", "barrier__document__template"))


def _public_contents(documents: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """What everybody reads of each document now. One query."""
    public = Document.objects.filter(pk__in=list(documents), public_version__isnull=False).values("public_version")
    versions = Version.objects.filter(pk__in=public).only("document_id", "content")
    return {version.document_id: public_content(version.content) for version in versions}


def _raising(reader: Any, barriers: Sequence[Barrier]) -> dict[UUID, tuple[_Found, _Found]]:
    """By barrier: the cities with a name for the reader, and all cities that raised it."""
    evidence = [one for one in _evidence([barrier.pk for barrier in barriers]) if one.document_id]
    sight = _Sight(reader, evidence)
    found: dict[UUID, tuple[_Found, _Found]] = {barrier.pk: ({}, {}) for barrier in barriers}
    for one in evidence:
        named, everyone = found[one.barrier_id]
        city = one.document.initiative.participation.city  # type: ignore[union-attr]
        everyone[city.pk] = city
        if sight.of(one) is not None:
            named[city.pk] = city
    for code, city in _naming([barrier.code for barrier in barriers]):
        for barrier in barriers:
            if barrier.code == code:
                found[barrier.pk][0][city.pk] = city
                found[barrier.pk][1][city.pk] = city
    return found


def _naming(codes: Sequence[str]) -> list[tuple[str, City]]:
    """The cities whose public MIDs name the codes. Two queries."""
    public = Document.objects.filter(kind="mid", public_version__isnull=False)
    named = public.values_list("initiative__participation__city", NAMED)
    met = [(code, city) for city, met in named for code in met or () if code in codes]
    cities = City.objects.in_bulk({city for _code, city in met}) if met else {}
    return [(code, cities[city]) for code, city in met]


def _cities(named: _Found, everyone: _Found, known: Collection[str] = ()) -> Cities:
    shown = {**named, **{pk: city for pk, city in everyone.items() if city.slug in known}}
    by_name = sorted(shown.values(), key=lambda city: polish_key(city.name))
    return Cities(tuple(by_name), len(everyone.keys() - shown.keys()))
