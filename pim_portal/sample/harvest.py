"""Barriers that sample cities report from their MIDs, in every fate, and what else shows the barriers of the plans."""

from dataclasses import dataclass

from accounts.models import User
from documents.models import Document
from documents.parts import document_kind
from documents.queries import rows
from improvement_plans.models import Barrier, BarrierFlag
from improvement_plans.queries import (
    content_for_evidence,
    meetings_for_evidence,
    participation_of,
    versions_for_evidence,
)
from improvement_plans.services import (
    add_meeting,
    add_passage,
    decline_flag,
    flag_barrier,
    merge_flags,
    withdraw_flag,
)
from networks.models import Edition, ThematicNetwork
from pim_portal.sample.people import EDITOR, MEMBER


@dataclass(frozen=True)
class Report:
    """What a city says of an action of its MID. `fate`: a barrier's code, "declined", "withdrawn" or "" (it waits)."""

    city: str
    action: str
    note: str
    fate: str = ""


REPORTS = (
    Report(
        "zyrardow",
        "Przebudowa głównej ulicy",
        "Warunki techniczne dróg nakazują odległości, przy których na drzewa nie ma miejsca. Zarządca drogi nie może "
        "od nich odstąpić, choć sam tego chce.",
        "ZIE-B05",
    ),
    Report(
        "ruda-slaska",
        "Drzewa na dojściach",
        "Przy drodze powiatowej warunki techniczne dróg nie pozwalają posadzić drzew przy szkole. Miasto nie zmieni "
        "rozporządzenia.",
        "ZIE-B05",
    ),
    Report(
        "raciborz",
        "Łąki na poboczach",
        "Standardy utrzymania dróg każą kosić pobocza do ziemi. Zarządca drogi krajowej nie odstąpi od nich na naszą "
        "prośbę.",
        "ZIE-B05",
    ),
    Report(
        "kostrzyn-nad-odra",
        "Umowy opieki",
        "Na założenie parku są dotacje, na jego utrzymanie po trzech latach nie ma żadnych.",
        "ZIE-B04",
    ),
    Report(
        "uniejow",
        "Umowy z zarządcami",
        "Zarządca dróg krajowych odmawia przejść dla zwierząt, bo warunki techniczne dróg o nich milczą. "
        "Miasto nie ma na to wpływu.",
    ),
    Report(
        "slupsk",
        "Zielone ekrany",
        "Warunki techniczne dróg znają tylko ekrany z betonu i szkła. Na zielone zarządca drogi nie wyda zgody.",
    ),
    Report("lublin", "Zmiana opłat", "Mieszkańcy nie chcą płacić za deszczówkę.", "declined"),
    Report(
        "miedzyrzec-podlaski", "Uporządkowanie własności", "Właściciel działki nie odpowiada na listy.", "withdrawn"
    ),
    Report(
        "wzorcowice",
        "Wspólne słowniki",
        "Rejestr centralny nie ma interfejsu dla gmin. Dane przepisujemy ręcznie, a zgody na połączenie systemów nie "
        "może dać żadne miasto.",
        "CYF-B03",
    ),
    Report(
        "lodz",
        "Wspólne słowniki",
        "Każdy rejestr centralny nazywa te same dane inaczej. Bez wspólnych słowników i interfejsu dla gmin nie "
        "połączymy systemów.",
    ),
    Report(
        "debica",
        "Słowniki i szyna danych",
        "Brakuje interfejsu do rejestrów centralnych. Dane z rejestru gmina przepisuje ręcznie.",
    ),
    Report(
        "belchatow",
        "Rachunek zerowy: parking",
        "Nie wiemy, czy opłata za dostępność zwiększy dług miasta. Interpretacji, na której można polegać, nie wydaje "
        "nikt.",
        "PPP-B04",
    ),
    Report(
        "pilawa",
        "Rachunek zerowy: mieszkania",
        "Analizy przed umową kosztują tyle, co mały projekt. Żaden program ich nie zwraca, zanim wiadomo, czy partner "
        "się znajdzie.",
    ),
    Report(
        "krzywin",
        "Warunki rezygnacji",
        "Nie ma wzoru, według którego wolno przerwać postępowanie bez zarzutu, że pieniądze na analizy poszły na nic.",
    ),
)
REASON = "Stawki opłat ustala rada miasta, więc miasto może to zmienić samo. W planie jest o tym dobra praktyka."


def make_harvest(edition: Edition, people: dict[str, User]) -> None:
    """Let cities report and editors decide; the words of a public plan and a meeting show one barrier of each plan."""
    for report in REPORTS:
        _decide(_flag(edition, report, people), report, people)
    for network in edition.networks.filter(improvement_plan__isnull=False):
        _show(people[EDITOR.format(network=network.slug)], network)


def _flag(edition: Edition, report: Report, people: dict[str, User]) -> BarrierFlag:
    owner = {"participation__city__slug": report.city, "participation__edition": edition}
    document = Document.objects.get(**{f"initiative__{name}": value for name, value in owner.items()})
    kind = document_kind("mid").part_kind("action")
    return flag_barrier(
        by=people[MEMBER.format(city=report.city, seat=1)],
        document=document,
        section="actions",
        part_kind=kind.key,
        part_id=next(row.pk for row in rows(document, kind) if row.title == report.action),
        note=report.note,
    )


def _decide(flag: BarrierFlag, report: Report, people: dict[str, User]) -> None:
    if report.fate == "withdrawn":
        withdraw_flag(by=people[MEMBER.format(city=report.city, seat=2)], flag=flag)
    elif report.fate:
        network = participation_of(flag.document).network
        assert network is not None  # noqa: S101 - every city of the sample that reports has a network
        editor = people[EDITOR.format(network=network.slug)]
        if report.fate == "declined":
            decline_flag(by=editor, flag=flag, reason=REASON)
        else:
            merge_flags(by=editor, network=network, flags=[flag], into=Barrier.objects.get(code=report.fate))


def _show(editor: User, network: ThematicNetwork) -> None:
    """Let the words of one public plan and one meeting show the network's first barrier."""
    barrier = Barrier.objects.filter(document__improvement_plan__network=network).order_by("code").first()
    if barrier is None:
        return
    version = versions_for_evidence(editor, barrier).defer(None).first()
    if version is not None:
        content = content_for_evidence(editor, version)
        row = content["parts"]["challenge"][0]
        where = {"section": "challenge", "part_kind": "challenge", "part_id": row["id"], "field": "statement"}
        add_passage(by=editor, barrier=barrier, version=version, **where)
    meeting = meetings_for_evidence(editor, barrier).first()
    if meeting is not None:
        add_meeting(by=editor, barrier=barrier, meeting=meeting)
