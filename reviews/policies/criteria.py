"""The checklist that an edition begins with; a coordinator changes it for the edition."""

from reviews.enums import AppliesTo

LONGEST_CHECKLIST = 40

#: (criterion, the same in English, what to look at), in order
USUAL_CRITERIA: dict[str, tuple[tuple[str, str, str], ...]] = {
    AppliesTo.MID: (
        (
            "Diagnoza opiera się na danych i podaje ich źródła",
            "The diagnosis rests on data and names their sources",
            "Liczby z rokiem i źródłem, porównanie z innymi miastami, głos mieszkańców.",
        ),
        (
            "Wyzwanie jest jasno nazwane, z przyczynami i skutkami",
            "The challenge is clearly named, with its causes and effects",
            "Czy osoba spoza urzędu zrozumie, co i dla kogo ma się zmienić.",
        ),
        (
            "Cele wynikają z wyzwania i można sprawdzić, czy zostały osiągnięte",
            "The aims follow from the challenge, and it can be checked whether they are reached",
            "",
        ),
        (
            "Działania prowadzą do celów, mają odpowiedzialnych i terminy",
            "The actions lead to the aims and have people responsible and dates",
            "Kolejność działań, zależności między nimi, realność harmonogramu.",
        ),
        (
            "Interesariusze są rozpoznani i mają rolę w przygotowaniu, realizacji i ocenie",
            "Stakeholders are known and have a part in preparing, carrying out and assessing",
            "",
        ),
        (
            "Koszty i źródła finansowania są realne i zgodne z harmonogramem",
            "Costs and funding are realistic and agree with the schedule",
            "Co jest zapewnione, a co dopiero planowane.",
        ),
        (
            "Wskaźniki mają wartość początkową, docelową i źródło danych",
            "The indicators have a baseline, a target and a source of data",
            "",
        ),
        (
            "Ryzyka są nazwane, a plan mówi, jak im zapobiec",
            "Risks are named, and the plan says how to prevent them",
            "",
        ),
        (
            "Komunikacja dociera do mieszkańców i partnerów",
            "The communication reaches residents and partners",
            "",
        ),
    ),
    AppliesTo.PU: (
        (
            "Bariery są opisane na podstawie doświadczeń miast sieci",
            "Barriers are described from the experience of the network's cities",
            "Przykłady z miast, dane, podstawa prawna.",
        ),
        (
            "Rekomendacje odpowiadają na bariery",
            "The recommendations answer the barriers",
            "Czy każda bariera ma odpowiedź i czy każda rekomendacja czemuś służy.",
        ),
        (
            "Każda rekomendacja ma adresata, który może ją wykonać",
            "Every recommendation is addressed to somebody who can carry it out",
            "",
        ),
        (
            "Skutki, koszty i potrzebne zmiany przepisów są opisane",
            "Effects, costs and the changes of law that are needed are described",
            "",
        ),
        (
            "Dobre praktyki można przenieść do innych miast",
            "The good practices can be taken over by other cities",
            "",
        ),
        (
            "Tekst jest zrozumiały dla osób spoza programu",
            "The text is clear to people outside the programme",
            "",
        ),
    ),
}
