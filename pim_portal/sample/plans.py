"""Generated MIDs: a theme becomes a whole plan, always the same one for the same city."""

import datetime
import random
from typing import Any

from pim_portal.sample.content import SAMPLE_SOURCE

#: typical cost in thousands of PLN, from and to, by kind of action
COSTS = {
    "investment": (900, 6500),
    "digital": (180, 1600),
    "organisation": (20, 160),
    "law": (15, 90),
    "education": (40, 240),
    "research": (60, 320),
}
#: who pays beside the city, by network
OUTSIDE_MONEY = {
    "zielona": (("eu", "Fundusze Europejskie dla regionu"), ("national", "Narodowy Fundusz Ochrony Środowiska")),
    "ppp": (("private", "partner prywatny"), ("national", "Fundusz Rozwoju Inwestycji (przykład)")),
    "cyfrowa": (("eu", "Fundusze Europejskie na Rozwój Cyfrowy"), ("national", "program rządowy (przykład)")),
}
#: plausible values by unit: today from and to, the change until the target from and to
VALUES = {
    "%": (10, 45, 15, 40),
    "m": (0, 100, 300, 600),
    "km": (0, 2, 2, 8),
    "ha": (0, 3, 1, 9),
    "m³ rocznie": (0, 500, 800, 3000),
    "osób": (40, 400, 100, 600),
    "osób miesięcznie": (100, 900, 200, 900),
    "zł": (120_000, 480_000, -90_000, -20_000),
    "zł rocznie": (120_000, 480_000, -90_000, -20_000),
    "dni": (14, 40, -12, -5),
    "zdarzeń": (20, 60, -18, -6),
    "°C": (34, 38, -4, -2),
}
OTHER_VALUES = (0, 12, 10, 60)
ATTITUDES = ("supports", "supports", "neutral", "neutral", "unknown", "opposes")
ENGAGEMENTS = ("co_decide", "involve", "involve", "consult", "inform")
RISK_KINDS = ("finance", "organisation", "social", "technical")
STRENGTHS = (
    "Zespół miejski, który zna temat i ma poparcie kierownictwa",
    "Dobre doświadczenia z wcześniejszych projektów",
    "Aktywne organizacje i rady osiedli",
    "Dane, które urząd zbiera od kilku lat",
)
WEAKNESSES = (
    "Wydziały pracują osobno i za późno się informują",
    "Mało pieniędzy na utrzymanie tego, co powstanie",
    "Brak jednej osoby odpowiedzialnej za temat",
    "Niepełne dane o potrzebach mieszkańców",
)
CHANCES = (
    "Nowe nabory funduszy europejskich",
    "Wymiana doświadczeń z miastami sieci",
    "Rosnące zainteresowanie mieszkańców",
    "Gotowość szkół i uczelni do współpracy",
)
THREATS = (
    "Wzrost cen robót i usług",
    "Zmiany przepisów w trakcie realizacji",
    "Odpływ specjalistów z urzędu",
    "Zniechęcenie, jeśli pierwsze efekty przyjdą późno",
)
AUDIENCES = (
    ("Mieszkańcy", "Mówimy, co się zmieni, gdzie i kiedy.", "website", "Liczba odwiedzin strony planu"),
    ("Radni", "Raz na kwartał pokazujemy postęp i wydatki.", "meeting", "Decyzje podjęte w terminie"),
    ("Pracownicy urzędu", "Wyjaśniamy, kto za co odpowiada.", "internal", "Udział w spotkaniach wewnętrznych"),
    ("Partnerzy planu", "Pytamy o zdanie przed każdą ważną decyzją.", "consultation", "Liczba zgłoszonych uwag"),
    ("Lokalne media", "Zapraszamy na miejsce, kiedy jest co zobaczyć.", "press", "Liczba publikacji"),
)
#: kinds of stakeholders that an audience stands for; one that is not here stands for none
AUDIENCE_KINDS = {
    "Mieszkańcy": frozenset({"residents"}),
    "Pracownicy urzędu": frozenset({"city_hall", "city_unit"}),
    "Partnerzy planu": frozenset({"ngo", "science", "company"}),
}


def generated_parts(theme: dict[str, Any], city: str, codes: dict[str, list[str]]) -> dict[str, Any]:
    """All parts of a MID about `theme`, as in the files of mid/. `codes`: rows of the network's PU by part kind."""
    dice = random.Random(f"pim {city}")  # noqa: S311 - sample data, the same at every load
    first = datetime.date(2024, dice.choice((1, 3, 4)), 1)
    months = dice.choice((30, 33, 36))
    actions = _actions(theme, first, months, dice)
    return {
        **_opening(theme, first, months, dice),
        "aim": _aims(theme, first),
        "stakeholder": _stakeholders(theme, dice),
        "risk": _risks(theme, dice),
        "action": actions,
        "action_funding": _funding(theme["network"], actions, dice),
        "milestone": _milestones(actions),
        "funding": {
            "comment": "Kwoty są szacunkowe. Część miejska jest w wieloletniej prognozie finansowej, o resztę miasto "
            "się ubiega. Jeśli nabór się opóźni, działania organizacyjne i edukacyjne zaczną się bez zmian."
        },
        **_measured(_indicators(theme, first, dice), first),
        "monitoring": {
            "text": "Zespół zbiera dane co pół roku i zapisuje je w jednej tabeli. Raz w roku przedstawia krótki "
            "raport radzie miasta i publikuje go na stronie planu.",
            "review_dates": [f"marzec {first.year + year}" for year in (1, 2, 3)],
        },
        "communication": _communication(theme, first, dice),
        **_closing(theme, first, codes, dice),
    }


def _opening(theme: dict[str, Any], first: datetime.date, months: int, dice: random.Random) -> dict[str, Any]:
    return {
        "record": {
            "title": theme["title"],
            "subtitle": theme["subtitle"],
            "period_start": _month(first),
            "period_end": _month(_later(first, months - 1)),
            "responsible": _department(theme),
        },
        "summary": {"text": theme["summary"]},
        "diagnosis": {
            "text": _diagnosis(theme),
            "strengths": dice.sample(STRENGTHS, 3),
            "weaknesses": dice.sample(WEAKNESSES, 3),
            "chances": dice.sample(CHANCES, 2),
            "threats": dice.sample(THREATS, 2),
        },
        "data_item": [
            {
                "name": indicator["name"],
                "value": str(_values(indicator["unit"], dice)[0]),
                "unit": indicator["unit"],
                "year": 2022,
                "source": SAMPLE_SOURCE,
            }
            for indicator in theme["indicators"][:3]
        ],
        "strategy_link": [
            {"title": "Strategia rozwoju miasta (przykład)", "passage": "Cel 2: miasto wygodne do życia"},
            {"title": "Krajowa Polityka Miejska 2030", "passage": "Wyzwania rozwojowe miast"},
        ],
        "challenge": {name: theme[name] for name in ("statement", "causes", "effects", "affected")},
        "vision": {"vision": theme["vision"], "main_aim": theme["main_aim"]},
    }


def _diagnosis(theme: dict[str, Any]) -> str:
    causes, effects = (_items(theme[name]) for name in ("causes", "effects"))
    return (
        f"<h3>Co się dzieje</h3><p>{theme['statement']}</p>"
        "<p>Zespół przejrzał dane urzędu, rozmawiał z mieszkańcami i z pracownikami jednostek. Liczby w tym planie są "
        "danymi przykładowymi, a ich źródła podano przy każdej wartości.</p>"
        f"<h3>Skąd się to bierze</h3><ul>{causes}</ul>"
        f"<h3>Czym to się kończy</h3><ul>{effects}</ul>"
        "<p>Dotychczasowe działania były pojedyncze i zależały od osób, nie od ustalonych zasad. Ten plan łączy je w "
        "całość: z właścicielem każdego zadania, terminem i pieniędzmi.</p>"
    )


def _department(theme: dict[str, Any]) -> str:
    """The department of the city hall that leads the plan: the first that leads one of its actions."""
    leads = [action["lead"] for action in theme["actions"]]
    return next((lead for lead in leads if lead.startswith(("Wydział", "Biuro"))), "Wydział Rozwoju")


def _items(texts: list[str]) -> str:
    return "".join(f"<li>{text}</li>" for text in texts)


def _aims(theme: dict[str, Any], first: datetime.date) -> list[dict[str, Any]]:
    return [
        {"ref": f"c{number}", "text": text, "priority": number, "target_year": first.year + 2}
        for number, text in enumerate(theme["aims"], start=1)
    ]


def _stakeholders(theme: dict[str, Any], dice: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "ref": f"i{number}",
            "name": one["name"],
            "kind": one["kind"],
            "influence": dice.randint(1, 5),
            "interest": dice.randint(2, 5),
            "attitude": dice.choice(ATTITUDES),
            "engagement": dice.choice(ENGAGEMENTS),
            "role_creating": "Udział w warsztatach i opinia o projekcie planu",
            "role_delivery": "Stały kontakt z zespołem i ocena efektów",
        }
        for number, one in enumerate(theme["stakeholders"], start=1)
    ]


def _risks(theme: dict[str, Any], dice: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "ref": f"r{number}",
            "text": text,
            "kind": RISK_KINDS[(number - 1) % len(RISK_KINDS)],
            "probability": dice.randint(2, 4),
            "impact": dice.randint(2, 5),
            "response": "reduce",
            "mitigation": "Przegląd co kwartał, rezerwa w harmonogramie i osoba, która reaguje od razu.",
            "owner": _department(theme),
        }
        for number, text in enumerate(theme["risks"], start=1)
    ]


def _actions(theme: dict[str, Any], first: datetime.date, months: int, dice: random.Random) -> list[dict[str, Any]]:
    actions: list[dict[str, Any]] = []
    for number, facts in enumerate(theme["actions"], start=1):
        begins = min((number - 1) * 3 + dice.randint(0, 2), months - 8)
        lasts = dice.randint(5, min(20, months - begins - 1))
        start = _later(first, begins)
        actions.append(
            {
                "ref": f"d{number}",
                "title": facts["title"],
                "description": f"<p>{facts['description']}</p>",
                "aim": f"c{(number - 1) % len(theme['aims']) + 1}",
                "kind": facts["kind"],
                "lead": facts["lead"],
                "partners": [one["name"] for one in dice.sample(theme["stakeholders"], 2)],
                "start": _month(start),
                "end": _month(_later(start, lasts)),
                "cost": str(dice.randint(*COSTS[facts["kind"]]) * 1000),
                "outputs": [facts["output"]],
                "risks": [f"r{dice.randint(1, len(theme['risks']))}"],
                "priority": dice.choice((1, 1, 2, 2, 3)),
                "state": "planned",
                "after": [one["ref"] for one in actions if one["end"] < _month(start)][-1:],
            }
        )
    return actions


def _funding(network: str, actions: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    rows = []
    for action in actions:
        cost = int(action["cost"])
        outside = cost * dice.choice((50, 60, 70)) // 100 if cost > 300_000 else 0
        own = {"action": action["ref"], "source": "own", "name": "budżet miasta", "status": "secured"}
        rows.append({**own, "amount": str(cost - outside)})
        if outside:
            source, name = dice.choice(OUTSIDE_MONEY[network])
            status = dice.choice(("planned", "sought"))
            rows.append(
                {"action": action["ref"], "source": source, "name": name, "status": status, "amount": str(outside)}
            )
    return rows


def _milestones(actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first output of every second action, due on the last day of the action's last month."""
    chosen = sorted(actions[::2], key=lambda action: action["end"])
    return [
        {"date": _last_day(action["end"]), "text": f"Gotowe: {action['outputs'][0]}"[:250], "action": action["ref"]}
        for action in chosen
    ]


def _indicators(theme: dict[str, Any], first: datetime.date, dice: random.Random) -> list[dict[str, Any]]:
    rows = []
    for number, facts in enumerate(theme["indicators"]):
        baseline, target = _values(facts["unit"], dice)
        rows.append(
            {
                "ref": f"w{number + 1}",
                "name": facts["name"],
                "kind": "output" if number < 2 else "result",
                "unit": facts["unit"],
                "baseline": str(baseline),
                "baseline_year": 2023,
                "target": str(target),
                "target_year": first.year + 2,
                "source": "dane urzędu (przykład)",
                "frequency": dice.choice(("quarter", "half_year", "year")),
                "who": _department(theme),
            }
        )
    return rows


def _measured(indicators: list[dict[str, Any]], first: datetime.date) -> dict[str, Any]:
    """The indicators, and of the first two a measurement at the end of the first year: a quarter of the way."""
    measurements = [
        {
            "indicator": one["ref"],
            "date": f"{first.year}-12-31",
            "value": str((3 * int(one["baseline"]) + int(one["target"])) // 4),
            "note": SAMPLE_SOURCE,
        }
        for one in indicators[:2]
    ]
    return {"indicator": indicators, "measurement": measurements}


def _values(unit: str, dice: random.Random) -> tuple[int, int]:
    """A value of today and its target."""
    low, high, least, most = VALUES.get(unit, OTHER_VALUES)
    today = dice.randint(low, high)
    return today, today + dice.randint(least, most)


def _communication(theme: dict[str, Any], first: datetime.date, dice: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "stakeholders": _reached(theme, AUDIENCE_KINDS.get(audience, frozenset())),
            "audience": audience,
            "message": message,
            "channel": channel,
            "start": _month(_later(first, dice.randint(0, 3))),
            "end": _month(_later(first, dice.randint(20, 29))),
            "who": "Biuro Prasowe",
            "cost": str(dice.randint(0, 12) * 1000),
            "measure": measure,
        }
        for audience, message, channel, measure in AUDIENCES
    ]


def _reached(theme: dict[str, Any], kinds: frozenset[str]) -> list[str]:
    return [f"i{number}" for number, one in enumerate(theme["stakeholders"], start=1) if one["kind"] in kinds]


def _closing(
    theme: dict[str, Any], first: datetime.date, codes: dict[str, list[str]], dice: random.Random
) -> dict[str, Any]:
    return {
        "delivery": {
            "unit": _department(theme),
            "text": "<p>Planem kieruje jedna osoba wskazana przez kierownictwo urzędu. Zespół spotyka się raz w "
            "miesiącu, a raz na kwartał dołączają do niego partnerzy.</p>",
            "steering_group": ["Zastępca prezydenta lub burmistrza", "Skarbnik", "Kierownicy trzech wydziałów"],
        },
        "decision_step": [
            {"date": f"{first.year}-02-27", "body": "Rada Miasta", "decision": "Przyjęcie planu"},
            {"date": f"{first.year + 1}-11-26", "body": "Rada Miasta", "decision": "Ocena postępu i zmiany w planie"},
        ],
        "network_link": {
            "learning": "<p>Najwięcej dały nam wizyty w innych miastach: zobaczyliśmy, co się nie udało i dlaczego. "
            "Przejęliśmy sposób pracy z wydziałami i prosty raport dla radnych.</p>",
            "barriers": sorted(dice.sample(codes["barrier"], 2)),
            "practices": sorted(dice.sample(codes["good_practice"], 2)),
        },
    }


def _later(month: datetime.date, months: int) -> datetime.date:
    years, index = divmod(month.month - 1 + months, 12)
    return month.replace(year=month.year + years, month=index + 1)


def _month(month: datetime.date) -> str:
    return f"{month:%Y-%m}"


def _last_day(month: str) -> str:
    following = _later(datetime.date.fromisoformat(f"{month}-01"), 1)
    return (following - datetime.timedelta(days=1)).isoformat()
