"""Plain functions that make what tests start from. Every argument has a default; names never repeat.

Things that only exist through a service (a submitted plan, a round) are made by the services in the tests themselves.
"""

import datetime
import itertools
from typing import Any

from accounts.enums import Role
from accounts.models import User
from cities.enums import SizeClass
from cities.models import City, PopulationFigure
from documents.models import Document
from documents.parts import document_kind
from documents.queries import single
from documents.services import create_document
from improvement_plans.enums import InstitutionKind
from improvement_plans.models import ImprovementPlan, Institution, InstitutionMember
from initiatives.models import Initiative
from networks.enums import MeetingKind, MeetingMode, Shape, SpecialistKind
from networks.models import Edition, Meeting, Participation, Specialist, TeamSeat, ThematicNetwork

PASSWORD = "long-enough-for-tests-1"

_numbers = itertools.count(1)


def unique() -> int:
    """A number that no other call gets."""
    return next(_numbers)


def edition(**fields: Any) -> Edition:
    """An edition of 2021-2023 whose plans may run from 2022-01 to 2032-12. Not the current one unless told."""
    number = fields.pop("number", None) or 100 + unique()
    defaults = {
        "slug": f"edycja-{number}",
        "name": f"Edycja {number}",
        "name_en": f"Edition {number}",
        "starts": datetime.date(2021, 9, 1),
        "ends": datetime.date(2023, 3, 31),
        "plans_from": datetime.date(2022, 1, 1),
        "plans_until": datetime.date(2032, 12, 31),
    }
    return Edition.objects.create(number=number, **{**defaults, **fields})


def network(**fields: Any) -> ThematicNetwork:
    number = unique()
    if "edition" not in fields:
        fields["edition"] = edition()
    letters = "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))
    defaults = {
        "slug": f"siec-{number}",
        "code": letters,
        "name": f"Sieć {number}",
        "name_en": f"Network {number}",
        "topic": f"Miasto {number}",
        "topic_en": f"City {number}",
        "colour": "#3f7d20",
        "tint": "#eaf3e4",
        "shape": Shape.CIRCLE,
        "position": number,
    }
    return ThematicNetwork.objects.create(**{**defaults, **fields})


def city(**fields: Any) -> City:
    """An urban municipality in mazowieckie with coordinates. `population` also makes a figure of 2023."""
    number = unique()
    population = fields.pop("population", None)
    defaults = {
        "slug": f"miasto-{number}",
        "name": f"Miasto {number}",
        "teryt": f"14{number % 10_000:04d}1",
        "gmina_kind": 1,
        "voivodeship_id": "14",
        "latitude": 52.0,
        "longitude": 21.0,
        "size_class": SizeClass.MEDIUM,
    }
    made = City.objects.create(**{**defaults, **fields})
    if population:
        PopulationFigure.objects.create(city=made, value=population, year=2023, source="GUS BDL")
    return made


def participation(**fields: Any) -> Participation:
    """A city in a network. Give `network=None` (and `edition`) for an unknown assignment."""
    if "network" not in fields:
        fields["network"] = network(edition=fields["edition"]) if "edition" in fields else network()
    if "edition" not in fields:
        fields["edition"] = fields["network"].edition if fields["network"] else edition()
    if "city" not in fields:
        fields["city"] = city()
    return Participation.objects.create(**{"joined": datetime.date(2022, 1, 28), **fields})


def user(role: Role = Role.TEAM_MEMBER, *, password: str | None = None, **fields: Any) -> User:
    """An active person. Without a `password` they sign in only by `client.force_login` (hashing is slow)."""
    number = unique()
    defaults = {"email": f"osoba-{number}@miasto.example", "name": f"Osoba {number}"}
    return User.objects.create_user(password=password, role=role, **{**defaults, **fields})


def coordinator(**fields: Any) -> User:
    return user(Role.COORDINATOR, **fields)


def member(participation: Participation, seat: int = 1, **fields: Any) -> User:
    """A person who sits in the participation's team now."""
    person = user(Role.TEAM_MEMBER, **fields)
    TeamSeat.objects.create(participation=participation, seat=seat, user=person, since=datetime.date(2022, 1, 28))
    return person


def expert(network: ThematicNetwork, **fields: Any) -> User:
    return _specialist(network, SpecialistKind.EXPERT, Role.EXPERT, fields)


def pu_editor(network: ThematicNetwork, **fields: Any) -> User:
    return _specialist(network, SpecialistKind.PU_EDITOR, Role.PU_EDITOR, fields)


def _specialist(network: ThematicNetwork, kind: SpecialistKind, role: Role, fields: dict[str, Any]) -> User:
    person = user(role, **fields)
    Specialist.objects.create(network=network, user=person, kind=kind, since=datetime.date(2022, 1, 28))
    return person


def institution(**fields: Any) -> Institution:
    number = unique()
    defaults = {
        "slug": f"instytucja-{number}",
        "name": f"Instytucja {number}",
        "short_name": f"I{number}",
        "kind": InstitutionKind.MINISTRY,
    }
    return Institution.objects.create(**{**defaults, **fields})


def ministry_member(institution: Institution, **fields: Any) -> User:
    person = user(Role.MINISTRY, **fields)
    InstitutionMember.objects.create(institution=institution, user=person, since=datetime.date(2022, 1, 28))
    return person


def meeting(**fields: Any) -> Meeting:
    """A network meeting on site; `networks` (a list) joins it to networks."""
    networks = fields.pop("networks", [])
    if "edition" not in fields:
        fields["edition"] = networks[0].edition if networks else edition()
    defaults = {
        "kind": MeetingKind.NETWORK,
        "title": f"Spotkanie {unique()}",
        "starts_at": datetime.datetime(2022, 5, 10, 9, tzinfo=datetime.UTC),
        "ends_at": datetime.datetime(2022, 5, 12, 15, tzinfo=datetime.UTC),
        "mode": MeetingMode.ON_SITE,
        "place": "Lublin",
    }
    made = Meeting.objects.create(**{**defaults, **fields})
    made.networks.set(networks)
    return made


def initiative(participation_: Participation | None = None, *, by: User | None = None) -> Initiative:
    """An empty draft of a MID, as the service makes it when a team begins."""
    owner = participation_ or participation()
    by = by or coordinator()
    slug = f"{owner.city.slug}-{owner.edition.slug}"
    document = create_document(
        by=by, kind="mid", slug=slug, title=f"MID: {owner.city.name}", template=owner.edition.mid_template
    )
    return Initiative.objects.create(participation=owner, document=document)


def plan(network_: ThematicNetwork | None = None, *, by: User | None = None) -> ImprovementPlan:
    """An empty draft of a network's Improvement Plan."""
    owner = network_ or network()
    document = create_document(
        by=by or coordinator(), kind="pu", slug=owner.slug, title=f"Plan Ulepszeń: {owner.name}", template={}
    )
    return ImprovementPlan.objects.create(network=owner, document=document)


#: the smallest values with which each required part of a MID counts as filled
COMPLETE_MID: dict[str, list[dict[str, Any]]] = {
    "record": [
        {
            "title": "Zielone podwórka",
            "period_start": datetime.date(2024, 1, 1),
            "period_end": datetime.date(2026, 12, 1),
            "responsible": "Wydział Rozwoju",
        }
    ],
    "summary": [{"text": "Plan w kilku zdaniach."}],
    "diagnosis": [{"text": "<p>Miasto się nagrzewa.</p>", "strengths": ["Park"], "weaknesses": ["Beton"]}],
    "challenge": [
        {"statement": "Upał.", "causes": ["Beton"], "effects": ["Zmęczenie"], "affected": ["Seniorzy"]}
    ],
    "vision": [{"vision": "Chłodne miasto.", "main_aim": "Więcej cienia."}],
    "aim": [{"text": "Posadzić drzewa.", "priority": 1, "target_year": 2026}],
    "stakeholder": [{"name": "Mieszkańcy", "kind": "residents", "influence": 3, "interest": 5}],
    "action": [
        {
            "title": "Sadzenie drzew",
            "kind": "investment",
            "lead": "Zieleń Miejska",
            "start": datetime.date(2024, 3, 1),
            "end": datetime.date(2025, 10, 1),
        }
    ],
    "indicator": [{"name": "Drzewa", "kind": "output", "unit": "szt.", "target": 100, "target_year": 2026}],
    "communication": [{"audience": "Mieszkańcy", "message": "Sadzimy drzewa.", "channel": "website"}],
}  # fmt: skip


def fill_mid(document: Document, *, by: User) -> None:
    """Write the required parts straight into the tables (no Changes, no events): a draft that may be submitted."""
    kind = document_kind("mid")
    made: dict[str, Any] = {}
    for key, rows in COMPLETE_MID.items():
        part_kind = kind.part_kind(key)
        for position, values in enumerate(rows, start=1):
            if not part_kind.many:
                part = single(document, part_kind)
                for name, value in values.items():
                    setattr(part, name, value)
                part.save()
                continue
            extra = {"aim": made["aim"]} if key == "action" else {}
            made[key] = part_kind.model._default_manager.create(
                document=document, position=position, changed_by=by, **values, **extra
            )
    document.title = COMPLETE_MID["record"][0]["title"]
    document.save(update_fields=["title"])
