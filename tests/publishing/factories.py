"""Snapshots made by hand: a rich MID, an empty one, one with 200 actions, a PU. No database needed."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from documents.parts import PartKind, document_kind
from documents.queries import SNAPSHOT_SCHEMA, code

FACTS = {
    "city": {"slug": "gdansk", "name": "Gdańsk"},
    "network": {
        "slug": "zielona",
        "name": "Sieć Zielone Miasto",
        "name_en": "Green City Network",
        "topic": "Zielona transformacja",
        "topic_en": "Green transition",
        "colour": "#3f7d20",
        "tint": "#e6f0df",
        "shape": "circle",
    },
    "edition": {"slug": "2021-2023", "name": "Edycja 2021–2023", "name_en": "Edition 2021–2023"},
}

PARAGRAPH = (
    "<p>Latem temperatura na placach bez drzew bywa o 8–12 stopni wyższa niż w parku oddalonym o trzysta metrów. "
    "W ciągu ostatnich dziesięciu lat liczba dni upalnych wzrosła z 4 do 11 w roku, a mieszkańcy śródmieścia częściej "
    "niż inni wzywają pogotowie w czasie fal upałów. Ulice, które miały ułatwiać ruch samochodów, oddają wieczorem "
    "ciepło nagromadzone w ciągu dnia i nie dają cienia osobom, które idą pieszo do przystanku lub do szkoły.</p>"
    "<p>Jednocześnie ulewy, które dawniej zdarzały się raz na dwadzieścia lat, przychodzą dziś co kilka lat. "
    "Kanalizacja deszczowa nie przyjmuje całej wody, bo w śródmieściu uszczelniono 71% powierzchni. Woda spływa do "
    "piwnic i na torowiska, a po kilku dniach te same kwartały cierpią na suszę.</p>"
)


def row_id(kind: str, number: int) -> str:
    """The same id for the same row in every run."""
    return str(uuid5(NAMESPACE_URL, f"{kind}-{number}"))


def snapshot_rows(kind: PartKind, *values: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of a snapshot; missing fields are blank. Values are as stored."""
    blanks = {field.name: [] if field.kind in ("lines", "references") else None for field in kind.bound}
    return [
        {
            "id": row_id(kind.key, number),
            "code": code(kind, number),
            "version": 1,
            "values": {**blanks, **{name: value for name, value in given.items() if name != "labels"}},
            "labels": given.get("labels", {}),
        }
        for number, given in enumerate(values)
    ]


def content(kind_key: str, parts: dict[str, list[dict[str, Any]]], **changes: Any) -> dict[str, Any]:
    """A whole snapshot. Kinds that `parts` leaves out are empty."""
    kind = document_kind(kind_key)
    rows = {
        part.key: snapshot_rows(part, *parts.get(part.key, [] if part.many else [{}]))
        for part in kind.part_kinds.values()
    }
    return {
        "schema": SNAPSHOT_SCHEMA,
        "kind": kind_key,
        "slug": "gdansk-2021-2023",
        "title": "Chłodne śródmieście: woda i cień w centrum Gdańska",
        "language": "pl",
        "sample": True,
        "template": {},
        "facts": FACTS,
        "parts": rows,
        **changes,
    }


def empty_initiative(**changes: Any) -> dict[str, Any]:
    return content("mid", {}, title="Gdańsk", **changes)


def big_initiative(actions: int = 200) -> dict[str, Any]:
    """A MID with very many actions."""
    given = [action(number) for number in range(actions)]
    return content("mid", {"record": [RECORD], "aim": AIMS, "action": given, "action_funding": funding(actions)})


def rich_initiative(**changes: Any) -> dict[str, Any]:
    """A MID with every part filled."""
    return content(
        "mid",
        {
            "record": [RECORD],
            "summary": [SUMMARY],
            "diagnosis": [DIAGNOSIS],
            "data_item": DATA,
            "strategy_link": STRATEGIES,
            "challenge": [CHALLENGE],
            "vision": [VISION],
            "aim": AIMS,
            "stakeholder": stakeholders(),
            "action": [action(number) for number in range(14)],
            "action_funding": funding(14),
            "milestone": MILESTONES,
            "funding": [{"comment": "Kwoty podano w cenach z 2026 roku.\n\nŚrodki unijne czekają na rozstrzygnięcie."}],
            "indicator": indicators(),
            "measurement": measurements(),
            "monitoring": [
                {
                    "text": "Wskaźniki zbiera raz w roku Wydział Środowiska.",
                    "review_dates": ["marzec 2027", "marzec 2028"],
                }
            ],
            "risk": RISKS,
            "communication": communication(),
            "delivery": [
                {
                    "unit": "Wydział Środowiska",
                    "text": f"<h3>Kto kieruje</h3>{PARAGRAPH}",
                    "steering_group": ["Zastępca prezydenta", "Gdańskie Wody", "Rada Dzielnicy Śródmieście"],
                }
            ],
            "decision_step": [
                {"date": "2026-11-26", "body": "Rada Miasta", "resolution": "XII/345/26", "decision": "Przyjęcie planu"}
            ],
            "network_link": [{"learning": PARAGRAPH, "barriers": ["ZIE-B01"], "practices": ["ZIE-D02"]}],
            "annex": [
                {
                    "title": "Mapa wysp ciepła",
                    "kind": "map",
                    "file": "annexes/2026/11/mapa-wysp-ciepla.png",
                    "alternative": "Mapa śródmieścia z trzema wyspami ciepła.",
                    "licence": "cc_by",
                }
            ],
        },
        **changes,
    )


RECORD = {
    "title": "Chłodne śródmieście: woda i cień w centrum Gdańska",
    "subtitle": "Plan na lata 2027–2029",
    "period_start": "2027-01-01",
    "period_end": "2029-12-01",
    "responsible": "Wydział Środowiska Urzędu Miejskiego",
}
SUMMARY = {
    "text": "Centrum nagrzewa się latem, a ulewy zalewają piwnice.\n\nPlan łączy zieleń, wodę i pracę z mieszkańcami "
    "w dwunastu działaniach na lata 2027–2029.",
    "text_en": "The centre overheats in summer and cloudbursts flood its cellars.",
}
DIAGNOSIS = {
    "text": (
        f"<h3>Upał</h3>{PARAGRAPH * 2}<h4>Kogo dotyka</h4><ul><li>osób starszych z kamienic bez drzew w podwórzu</li>"
        f"<li>dzieci w szkołach z betonowym boiskiem</li></ul><h3>Woda</h3>{PARAGRAPH * 2}"
        '<table><thead><tr><th scope="col">Obszar</th><th scope="col">Powierzchnia uszczelniona</th></tr></thead>'
        "<tbody><tr><td>Główne Miasto</td><td>84%</td></tr><tr><td>Dolne Miasto</td><td>71%</td></tr></tbody></table>"
        f"<blockquote><p>W lipcu nie da się u nas otworzyć okna.</p></blockquote>{PARAGRAPH * 2}"
    ),
    "strengths": ["spółka wodna z doświadczeniem", "zielone torowiska", "czynne rady dzielnic"],
    "weaknesses": ["uszczelnione podwórza", "drzewa w małych misach", "rozproszone dane"],
    "chances": ["fundusze europejskie 2021–2027", "nowe prawo o retencji"],
    "threats": ["rosnące koszty robót", "podziemne sieci w miejscu drzew"],
}
DATA = [
    {"name": "Dni upalne w roku", "value": "11.000", "unit": "dni", "year": 2024, "source": "IMGW-PIB"},
    {"name": "Powierzchnia uszczelniona", "value": "71.500", "unit": "%", "year": 2023, "source": "Miasto",
     "source_url": "https://example.org/dane/uszczelnienie"},
    {"name": "Zgłoszenia zalanych piwnic", "value": "1248.000", "unit": "szt.", "year": 2024, "source": "Straż"},
]  # fmt: skip
STRATEGIES = [
    {"title": "Strategia rozwoju miasta 2030", "passage": "Cel 3: zielone miasto", "url": "https://example.org/2030"},
    {"title": "Miejski plan adaptacji", "passage": "Rozdział 5", "url": ""},
]
CHALLENGE = {
    "statement": "W śródmieściu latem jest zbyt gorąco, a po ulewie zbyt mokro; cierpią najstarsi i dzieci.",
    "causes": ["uszczelnione podwórza i place", "mało drzew i wody", "brak wspólnego planowania robót"],
    "effects": ["więcej zasłabnięć w czasie upałów", "zalane piwnice", "puste place w lipcu"],
    "affected": ["mieszkańcy kamienic", "uczniowie sześciu szkół", "kupcy przy placach"],
    "area": "Śródmieście, 4 kwartały o powierzchni 38 ha",
}
VISION = {
    "vision": "W 2030 roku przez śródmieście można przejść w cieniu, a deszczówka zostaje tam, gdzie spadła.",
    "main_aim": "Obniżyć temperaturę placów o 3 stopnie i zatrzymać 60% wody z ulewy.",
}
AIMS = [
    {"text": "Więcej cienia na drogach do szkół i przystanków", "priority": 1, "target_year": 2029},
    {"text": "Retencja wody w podwórzach i na placach", "priority": 2, "target_year": 2029},
    {"text": "Mieszkańcy wiedzą, jak chronić się przed upałem", "priority": 3, "target_year": 2028},
]
TITLES = (
    "Drzewa na Targu Węglowym", "Ogrody deszczowe w podwórzach", "Zielone boiska sześciu szkół", "Mapa upału co rok",
    "Poidła i kurtyny wodne", "Dotacje na rozszczelnienie podwórzy", "Standard ulicy w cieniu", "Zbiorniki pod placami",
    "Szkoła ogrodników miejskich", "Telefon dla seniorów w upał", "Wspólny kalendarz robót",
    "Konkurs na zielony balkon",
)  # fmt: skip
KINDS = ("investment", "organisation", "education", "research", "digital", "law")


def action(number: int) -> dict[str, Any]:
    """One of the actions, with dates, a cost (every seventh unknown), a state; every third waits for the one before."""
    year, month = 2027 + number % 3, 1 + number * 5 % 11
    return {
        "title": f"{TITLES[number % len(TITLES)]}{'' if number < len(TITLES) else f', etap {number}'}",
        "description": PARAGRAPH + "<ol><li>projekt</li><li>wykonanie</li><li>przegląd po roku</li></ol>",
        "aim": row_id("aim", number % 3),
        "kind": KINDS[number % len(KINDS)],
        "lead": "Gdańskie Wody" if number % 2 else "Zarząd Dróg i Zieleni",
        "partners": ["Rada Dzielnicy Śródmieście", "Politechnika Gdańska"],
        "start": f"{year}-{month:02d}-01",
        "end": f"{min(2029, year + number % 2)}-{min(12, month + 4):02d}-01",
        "cost": None if number % 7 == 6 else f"{250_000 * (number % 9 + 1)}.00",
        "outputs": ["120 nowych drzew", "3 place z cieniem przez co najmniej sześć godzin dziennie"],
        "risks": [row_id("risk", number % 3)],
        "after": [row_id("action", number - 1)] if number % 3 == 2 else [],
        "priority": 1 + number % 3,
        "state": ("planned", "running", "done", "late")[number % 4],
    }


def funding(actions: int) -> list[dict[str, Any]]:
    """Two sources for each action: a dated one of the city and an undated one of the European funds."""
    own = [
        {"action": row_id("action", n), "source": "own", "name": "budżet", "amount": f"{100_000 * (n % 9 + 1)}.00",
         "year": 2027 + n % 3, "status": "secured"}
        for n in range(actions)
    ]  # fmt: skip
    european = [
        {"action": row_id("action", n), "source": "eu", "name": "FEnIKS", "amount": f"{150_000 * (n % 9 + 1)}.00",
         "year": None, "status": "sought"}
        for n in range(actions)
    ]  # fmt: skip
    return own + european


def stakeholders() -> list[dict[str, Any]]:
    names = (
        ("Mieszkańcy kamienic", "residents", 3, 5), ("Rada Dzielnicy Śródmieście", "residents", 3, 4),
        ("Gdańskie Wody", "company", 5, 5), ("Zarząd Dróg i Zieleni", "city_unit", 5, 4),
        ("Konserwator zabytków", "government", 5, 2), ("Kupcy przy placach", "business", 2, 4),
        ("Politechnika Gdańska", "science", 2, 3), ("Wspólnoty mieszkaniowe", "residents", 4, 3),
        ("Szkoły podstawowe", "city_unit", 2, 5), ("Operatorzy sieci podziemnych", "business", 4, 1),
    )  # fmt: skip
    return [
        {"name": name, "kind": kind, "influence": influence, "interest": interest, "attitude": "supports",
         "role_creating": "udział w warsztatach", "role_delivery": "zgoda na roboty i opieka nad zielenią",
         "engagement": "involve", "contact": "tajny-kontakt@example.org"}
        for name, kind, influence, interest in names
    ]  # fmt: skip


MILESTONES = [
    {"date": "2027-06-30", "text": "Pierwszy plac z drzewami", "action": row_id("action", 0)},
    {"date": "2028-09-15", "text": "Dziesięć podwórzy z ogrodem deszczowym", "action": row_id("action", 1)},
    {"date": "2029-12-01", "text": "Przegląd całego planu", "action": None},
]
RISKS = [
    {"text": "Wzrost kosztów robót", "kind": "finance", "probability": 4, "impact": 4, "response": "reduce",
     "mitigation": "zamówienia wspólne i rezerwa 10%", "owner": "Wydział Środowiska"},
    {"text": "Sieci podziemne w miejscu drzew", "kind": "technical", "probability": 3, "impact": 3, "response": "avoid",
     "mitigation": "inwentaryzacja przed projektem", "owner": "Zarząd Dróg i Zieleni"},
    {"text": "Susza niszczy młode drzewa", "kind": "environment", "probability": 2, "impact": 3, "response": "reduce",
     "mitigation": "worki nawadniające i dyżury", "owner": "Gdańskie Wody"},
]  # fmt: skip


def indicators() -> list[dict[str, Any]]:
    given = (
        ("Temperatura placów w lipcu", "result", "°C", "41.500", "38.500"),
        ("Woda zatrzymana po ulewie", "result", "%", "22.000", "60.000"),
        ("Nowe drzewa", "output", "szt.", "0.000", "420.000"),
        ("Podwórza z ogrodem deszczowym", "output", "szt.", "3.000", "40.000"),
        ("Zasłabnięcia w czasie upałów", "impact", "os./rok", "1250.000", "800.000"),
    )
    return [
        {"name": name, "kind": kind, "unit": unit, "baseline": baseline, "baseline_year": 2024, "target": target,
         "target_year": 2029, "source": "pomiary miejskie", "frequency": "year", "who": "Wydział Środowiska"}
        for name, kind, unit, baseline, target in given
    ]  # fmt: skip


def measurements() -> list[dict[str, Any]]:
    """Two of the first indicator and one of the third."""
    return [
        {"indicator": row_id("indicator", number), "date": date, "value": value, "note": "pomiar w lipcu"}
        for number, date, value in (
            (0, "2027-07-31", "41.000"),
            (0, "2028-07-31", "40.300"),
            (2, "2027-12-31", "95.000"),
        )
    ]


def communication() -> list[dict[str, Any]]:
    given = (
        ("Mieszkańcy kamienic", "Podwórze może przyjąć deszcz. Miasto dołoży połowę kosztu.", "meeting", [0, 7]),
        ("Rodzice i uczniowie", "Boisko w cieniu powstaje razem z Wami.", "event", [8]),
        ("Kupcy", "Drzewa przyciągają klientów, a roboty potrwają krótko.", "leaflet", [5]),
        ("Wszyscy", "Gdzie dziś jest chłodno: mapa miejsc w cieniu.", "website", []),
    )
    return [
        {"audience": audience, "message": message, "channel": channel, "start": "2027-03-01", "end": "2027-09-01",
         "who": "Biuro Prasowe", "cost": "12500.00", "measure": "liczba uczestników spotkań",
         "stakeholders": [row_id("stakeholder", number) for number in reached]}
        for audience, message, channel, reached in given
    ]  # fmt: skip


def plan(recommendations: int = 12) -> dict[str, Any]:
    """A PU with barriers, recommendations and good practices."""
    barriers = [
        {"code": f"ZIE-B{n:02d}", "title": f"Przepisy utrudniają retencję, część {n}", "description": PARAGRAPH,
         "kind": "law", "scale": "national", "weight": 1 + n % 5, "evidence": "Warsztaty sieci w maju 2022 roku.",
         "cities": ["1", "2"], "labels": {"cities": ["Żory", "Gdańsk"] if n % 2 else ["Łódź"]}}
        for n in range(1, recommendations + 1)
    ]  # fmt: skip
    recommended = [
        {"code": f"ZIE-R{n:02d}", "title": f"Zmienić zasady opłat za deszczówkę, krok {n}", "text": PARAGRAPH,
         "kind": "law", "barriers": [row_id("barrier", n - 1)], "lead_institution": "1", "institutions": ["2"],
         "legal_act": "Prawo wodne, art. 269", "horizon": "medium", "state_cost": "none", "priority": 1,
         "effect": "Miasta zatrzymają więcej wody.",
         "labels": {"lead_institution": "Ministerstwo Infrastruktury", "institutions": ["Wody Polskie"]}}
        for n in range(1, recommendations + 1)
    ]  # fmt: skip
    proposed = [
        {"recommendation": row_id("recommendation", n // 3), "text": f"Przygotować projekt ustawy, etap {n % 3 + 1}",
         "who": "Ministerstwo Infrastruktury", "deadline": "koniec 2027 roku"}
        for n in range(recommendations * 3)
    ]  # fmt: skip
    practices = [
        {"code": f"ZIE-D{n:02d}", "title": f"Miasto gąbka, przykład {n}", "place": "Kopenhaga", "country": "Dania",
         "problem": PARAGRAPH, "solution": PARAGRAPH, "effects": "<p>O 40% mniej zalanych piwnic.</p>",
         "cost": "12 mln EUR", "funding": "miasto", "transfer": "<p>Wymaga zgody zarządcy drogi.</p>",
         "source_url": "https://example.org/kopenhaga", "year": 2019,
         "recommendations": [row_id("recommendation", n - 1)]}
        for n in range(1, 7)
    ]  # fmt: skip
    return content(
        "pu",
        {
            "introduction": [{"title": "Plan Ulepszeń sieci Zielone Miasto", "text": PARAGRAPH, "method": PARAGRAPH}],
            "barrier": barriers,
            "recommendation": recommended,
            "proposed_action": proposed,
            "good_practice": practices,
        },
        slug="zielona",
        title="Plan Ulepszeń sieci Zielone Miasto",
        facts={"network": FACTS["network"], "edition": FACTS["edition"]},
    )
