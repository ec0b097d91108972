"""Every component on a few static pages, to be looked at: `python -m tests.core.gallery DIRECTORY` writes them.

Needs DJANGO_SETTINGS_MODULE, no database. Open the pages from a web server that also serves `static/` at /static/.
"""

import datetime
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import django
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory, override_settings
from django.utils import translation

from core.charts import bars, gantt, grid, poland, ring, track
from core.forms import fields, widgets
from core.text import money

D = datetime.date
GREEN, PLUM, BLUE = "#3f7d20", "#7d1e4f", "#0063b1"
NETWORKS = [
    {"name": "Miasto zielone", "slug": "zielona", "shape": "circle"},
    {"name": "Miasto inicjatyw PPP", "slug": "ppp", "shape": "square"},
    {"name": "Miasto cyfrowe", "slug": "cyfrowa", "shape": "diamond"},
]
THEME = (
    ".theme-zielona{--network:#3f7d20;--tint:#edf5e8}.theme-ppp{--network:#7d1e4f;--tint:#f7eaf1}"
    ".theme-cyfrowa{--network:#0063b1;--tint:#e6f0fa}"
)


PERSON = {"is_authenticated": True, "name": "Bartłomiej Kowalski-Wiśniewski", "email": "b@miasto.example"}


class Editor(forms.Form):
    title = forms.CharField(label="Nazwa wyzwania", max_length=200, help_text="Jedno zdanie, bez skrótów.")
    text = forms.CharField(
        label="Opis wyzwania",
        max_length=400,
        widget=forms.Textarea({"rows": 6}),
        help_text="Pięć do dziesięciu zdań. Mogą Państwo wkleić tekst z Worda.",
    )
    start = fields.ThreeBoxDateField(label="Data rozpoczęcia", help_text="Na przykład 1 9 2027")
    month = fields.MonthField(label="Miesiąc oceny", required=False)
    cost = fields.MoneyField(label="Szacunkowy koszt")
    aim = forms.ChoiceField(label="Cel", choices=[("", "Proszę wybrać"), ("1", "Więcej cienia przy głównych ulicach")])
    kind = forms.ChoiceField(
        label="Rodzaj działania", choices=[("a", "Inwestycja"), ("b", "Działanie miękkie")], widget=forms.RadioSelect
    )
    sources = forms.MultipleChoiceField(
        label="Źródła finansowania",
        choices=[("a", "Budżet miasta"), ("b", "Fundusze Europejskie"), ("c", "Partner prywatny")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    partners = fields.LinesField(
        label="Partnerzy", help_text="Każdy w osobnym wierszu", widget=widgets.LinesTextarea({"rows": 3})
    )
    annex = forms.FileField(label="Załącznik", required=False, help_text="PDF, DOCX lub XLSX, do 20 MB")
    public = forms.BooleanField(label="Pokaż publicznie", help_text="Każdy w internecie będzie mógł to przeczytać.")
    password = forms.CharField(label="Hasło", widget=forms.PasswordInput)


class Filters(forms.Form):
    q = forms.CharField(label="Szukane słowo", required=False)
    network = forms.ChoiceField(label="Sieć", choices=[("", "Wszystkie"), ("z", "Zielona")], required=False)


FILLED = {
    "title": "Miasto traci zieleń przy głównych ulicach",
    "text": "W latach 2015–2024 miasto straciło 12% zieleni przyulicznej.",
    "start_day": "1",
    "start_month": "9",
    "start_year": "2027",
    "cost": "1 250 000",
    "kind": "a",
    "aim": "1",
    "sources": ["a", "b"],
    "partners": "Zarząd Dróg\nWody Polskie",
    "public": "on",
    "password": "x",
}
WRONG = {"title": "", "text": "x" * 420, "start_day": "31", "start_month": "2", "start_year": "2027", "cost": "dużo"}


def schedule(id: str = "gantt", width: float = 1136) -> gantt.Gantt:
    rows = (
        gantt.Row("1. Inwentaryzacja drzew", D(2025, 3, 1), D(2025, 8, 31), "done"),
        gantt.Row(
            "2. Konsultacje z mieszkańcami i radami osiedli w całym śródmieściu",
            D(2025, 6, 1),
            D(2025, 12, 31),
            "running",
            60,
        ),
        gantt.Row(
            "3. Projekt ogrodów deszczowych",
            D(2025, 10, 1),
            D(2026, 5, 31),
            "running",
            20,
            (gantt.Milestone(D(2026, 5, 31), "Projekt odebrany"),),
        ),
        gantt.Row("4. Przetarg na nasadzenia", D(2025, 7, 1), D(2025, 9, 30), "late"),
        gantt.Row("5. Nasadzenia – etap I", D(2026, 8, 1), D(2027, 4, 30)),
        gantt.Row(
            "6. Ocena efektów", D(2027, 2, 1), D(2027, 12, 31), milestones=(gantt.Milestone(D(2027, 12, 1), "Raport"),)
        ),
    )
    return gantt.Gantt(
        id=id,
        title="Harmonogram działań",
        description="Sześć działań od marca 2025 do grudnia 2027. Jedno jest opóźnione.",
        rows=rows,
        today=D(2025, 11, 10),
        colour=GREEN,
        tint="#dcebd3",
        width=width,
        state_labels={"done": "zakończone", "running": "w toku", "planned": "planowane", "late": "opóźnione"},
        milestone_label="kamień milowy",
        today_label="dziś",
    )


def stakeholders(id: str = "grid", width: float = 720) -> grid.Grid:
    known = [
        ("Rada Miasta", 5, 4), ("Zarząd Dróg", 4, 2), ("Wody Polskie", 4, 2), ("Przedsiębiorcy", 3, 3),
        ("Mieszkańcy śródmieścia", 3, 5), ("NGO Zielone Miasto", 2, 5), ("Szkoły", 1, 2), ("Uczelnia", 2, 3),
        ("Spółdzielnia mieszkaniowa „Osiedle Młodych”", 3, 3), ("Konserwator zabytków", 5, 4), ("Media", 3, 3),
    ]  # fmt: skip
    return grid.Grid(
        id=id,
        width=width,
        title="Macierz wpływu i zainteresowania",
        description="Jedenastu interesariuszy.",
        stakeholders=[grid.Stakeholder(*one) for one in known],
        influence_label="Wpływ",
        interest_label="Zainteresowanie",
        quadrants=("Dbajmy o zadowolenie", "Współpracujmy blisko", "Obserwujmy", "Informujmy na bieżąco"),
        low_label="małe",
        high_label="duże",
        colour=GREEN,
    )


def funding(id: str = "bars", width: float = 820) -> bars.Bars:
    sources = [
        bars.Source("Budżet miasta", (Decimal(350000), Decimal(820000), Decimal(410000))),
        bars.Source("Fundusze Europejskie", (Decimal(0), Decimal(2400000), Decimal(1900000))),
        bars.Source("Partner prywatny", (Decimal(90000), Decimal(300000), Decimal(0))),
    ]
    return bars.Bars(id, "Finansowanie", "Koszty w trzech latach.", ("2025", "2026", "2027"), sources, width=width)


def trees(id: str = "track", width: float = 560) -> track.Track:
    points = [
        track.Point("start 2023", 0.0, "0", track.BASELINE),
        track.Point("12.2024", 76.0, "76"),
        track.Point("12.2025", 172.0, "172"),
        track.Point("cel 2027", 420.0, "420", track.TARGET),
    ]
    return track.Track(id, "Nowe drzewa", "Po 2 pomiarach: 40% drogi do celu.", points, colour=GREEN, width=width)


def cities() -> tuple[list[dict[str, Any]], poland.Poland]:
    lines = Path(__file__).with_name("cities.txt").read_text(encoding="utf-8").splitlines()
    colours = dict(zip(("zielona", "ppp", "cyfrowa"), (GREEN, PLUM, BLUE), strict=True))
    points, rows = [], []
    for line in lines:
        name, voivodeship, lat, lon, slug = line.split(";")
        network = next((one for one in NETWORKS if one["slug"] == slug), None)
        shape = network["shape"] if network else ""
        label = f"{name}, {network['name']}" if network else name
        points.append(poland.City(name, float(lat), float(lon), shape, colours.get(slug, "#505a64"), "#", label))
        rows.append({"name": name, "voivodeship": voivodeship, "url": "#", "network": network})
    marks = tuple((one["shape"], colours[one["slug"]], one["name"]) for one in NETWORKS)
    return rows, poland.Poland("poland", "Mapa miast PIM", "Polska i miasta programu.", tuple(points), marks)


def context() -> dict[str, Any]:
    rows, country = cities()
    figure = ring.Ring("ring", "Kompletność: 67%", "12 z 18 pól obowiązkowych", 67, "67%", GREEN)
    states = [
        "draft",
        "submitted",
        "returned",
        "accepted",
        "published",
        "withdrawn",
        "queued",
        "ready",
        "failed",
        "late",
    ]
    return {
        "networks": NETWORKS,
        "theme": "theme-zielona",
        "sample_mode": True,
        "unseen_notices": 3,
        "portal_marks": [
            {"label": "Fundusze Europejskie"},
            {"label": "Rzeczpospolita Polska"},
            {"label": "Dofinansowane przez Unię Europejską"},
            {"label": "Bank Światowy"},
        ],
        "filter_form": Filters(),
        "busy": "Bartek Kowalski edytuje teraz pole „Skutki”.",
        "tasks": [
            {"label": "Wyzwanie", "url": "#", "state_label": "Gotowe", "done": True},
            {"label": "Cele i wskaźniki", "url": "#", "state_label": "Gotowe", "done": True},
            {"label": "Działania", "url": "#", "state_label": "W trakcie", "state": "in_progress"},
            {"label": "Harmonogram", "url": "#", "state_label": "Nie rozpoczęto", "state": "not_started"},
            {"label": "Komunikacja", "url": "#", "state_label": "Do poprawy", "state": "returned"},
        ],
        "steps": [
            {"label": "Szkic", "state": "done"},
            {"label": "U eksperta", "state": "current"},
            {"label": "Przyjęty", "state": ""},
            {"label": "Opublikowany", "state": ""},
        ],
        "headers": ["Działanie", "Podmiot odpowiedzialny", {"label": "Koszt", "numeric": True}, "Stan"],
        "rows": [
            [
                "Inwentaryzacja drzew",
                "Wydział Ochrony Środowiska",
                money(120000),
                {"text": "Zakończone", "tag": "done"},
            ],
            [
                {"text": "Projekt ogrodów deszczowych", "url": "#"},
                "Zarząd Dróg",
                money(Decimal("1250000.5")),
                {"text": "Opóźnione", "tag": "late"},
            ],
        ],
        "footer": ["Razem", "", money(Decimal("1370000.5")), ""],
        "summary": [
            {"label": "Wyzwanie", "value": "Miasto traci zieleń przy głównych ulicach", "url": "#"},
            {"label": "Koszt", "value": money(1250000), "url": "#"},
            {"label": "Ekspert", "value": "", "url": "#"},
        ],
        "states": states,
        "files": [{"url": "#", "name": "Zielone ulice Rzeszowa", "kind": "PDF", "size": 1468006, "note": "25 stron"}],
        "pages": Paginator(range(200), 10).page(7),
        "figures": [{"value": 30, "label": "miast"}, {"value": 3, "label": "sieci"}, {"value": 27, "label": "planów"}],
        "cards": [
            {
                "network": NETWORKS[0],
                "title": "Zielone ulice Rzeszowa",
                "text": "Nowe drzewa i ogrody deszczowe na ośmiu ulicach śródmieścia.",
                "meta": "Rzeszów · plan na 2025–2027",
            },
            {
                "network": NETWORKS[1],
                "title": "Parking, który oddaje dach",
                "text": "Parking wielopoziomowy w formule PPP z farmą słoneczną i tarasem.",
                "meta": "Płock · plan na 2026–2029",
            },
            {
                "network": NETWORKS[2],
                "title": "Jedno okno spraw miejskich",
                "text": "Wspólny system zgłoszeń dla pięciu jednostek miejskich.",
                "meta": "Toruń · plan na 2025–2026",
            },
        ],
        "gantt": gantt.gantt(schedule()),
        "gantt_narrow": gantt.gantt(schedule("gantt-narrow", 320)),
        "gantt_chart": schedule(),
        "grid": grid.grid(stakeholders()),
        "grid_narrow": grid.grid(stakeholders("grid-narrow", 320)),
        "grid_chart": stakeholders(),
        "bars": bars.bars(funding()),
        "bars_narrow": bars.bars(funding("bars-narrow", 320)),
        "bars_chart": funding(),
        "track": track.track(trees()),
        "track_narrow": track.track(trees("track-narrow", 300)),
        "ring": ring.ring(figure),
        "poland": poland.poland(country),
        "poland_rows": rows,
    }


def pages() -> dict[str, dict[str, Any]]:
    return {
        "editor": {"form": Editor(FILLED), "user": PERSON},
        "errors": {"page": "editor", "form": Editor(WRONG)},
        "charts": {},
        "home": {"theme": ""},
        "parts": {},
    }


def write(directory: Path) -> None:
    """Writes one HTML file for each page, and theme.css."""
    directory.mkdir(parents=True, exist_ok=True)
    source = Path(__file__).with_name("gallery.html").read_text(encoding="utf-8")
    template = engines["django"].from_string(source)
    request = RequestFactory().get("/mid/")
    request.user = AnonymousUser()
    with translation.override("pl"), override_settings(ROOT_URLCONF="tests.core.urls"):
        for name, own in pages().items():
            html = template.render({"page": name, **context(), **own}, request)
            (directory / f"{name}.html").write_text(html, encoding="utf-8")
    (directory / "kolory.css").write_text(THEME, encoding="utf-8")


if __name__ == "__main__":
    django.setup()
    write(Path(sys.argv[1]))
