"""The names of the same thing that the programme begins with; coordinators change them in the portal."""

from django.db import migrations

GROUPS = (
    ("MID", "Miejska Inicjatywa Działania", "Miejska Inicjatywa Działań", "MAP", "Municipal Action Plan"),
    ("PU", "Plan Ulepszeń", "Improvement Plan"),
    ("PIM", "Partnerska Inicjatywa Miast", "CPI", "Cities' Partnership Initiative"),
    ("PPP", "partnerstwo publiczno-prywatne", "public-private partnership"),
    ("OZE", "odnawialne źródła energii", "energia odnawialna", "renewable energy"),
    ("PV", "fotowoltaika", "fotowoltaiczny", "panele słoneczne", "ogniwa słoneczne", "photovoltaics", "solar panels"),
    ("BZI", "błękitno-zielona infrastruktura", "zielono-błękitna infrastruktura", "blue-green infrastructure"),
    ("NBS", "rozwiązania oparte na przyrodzie", "nature-based solutions"),
    ("JST", "jednostka samorządu terytorialnego", "samorząd", "local government"),
    ("LP", "Lokalne Partnerstwo", "Local Partnership"),
    ("MOF", "miejski obszar funkcjonalny", "functional urban area"),
    ("KPM", "Krajowa Polityka Miejska", "National Urban Policy"),
    ("MFiPR", "Ministerstwo Funduszy i Polityki Regionalnej"),
    ("BŚ", "Bank Światowy", "World Bank"),
    ("NGO", "organizacja pozarządowa", "organizacja społeczna", "non-governmental organisation"),
    ("GIS", "system informacji przestrzennej", "system informacji geograficznej"),
    ("MPZP", "miejscowy plan zagospodarowania przestrzennego", "plan miejscowy"),
    ("P+R", "park and ride", "parkuj i jedź", "parking przesiadkowy"),
    ("woda opadowa", "deszczówka", "woda deszczowa", "wody opadowe", "rainwater", "stormwater"),
    ("retencja", "zatrzymywanie wody", "water retention"),
    ("transport publiczny", "transport zbiorowy", "komunikacja miejska", "public transport"),
    ("mieszkanie dostępne", "tanie mieszkanie", "affordable housing"),
    ("termomodernizacja", "docieplenie", "ocieplenie budynku", "thermal retrofit"),
    ("e-usługa", "usługa elektroniczna", "usługa cyfrowa", "e-service", "digital service"),
    ("upał", "miejska wyspa ciepła", "fala gorąca", "heat island"),
    ("rower", "droga rowerowa", "ścieżka rowerowa", "cycling", "bicycle"),
    ("drzewo", "zadrzewienie", "tree"),
    ("odpady", "śmieci", "waste"),
    ("szkoła", "school"),
    ("mieszkańcy", "residents"),
    ("oświetlenie uliczne", "latarnie", "street lighting"),
    ("otwarte dane", "open data"),
    ("dostępność cyfrowa", "digital accessibility"),
    ("rewitalizacja", "odnowa miasta", "urban renewal", "urban regeneration"),
    ("budżet obywatelski", "budżet partycypacyjny", "participatory budget"),
    ("konsultacje społeczne", "public consultation"),
    ("dobra praktyka", "good practice"),
    ("rekomendacja", "recommendation"),
    ("bariera", "barrier"),
    ("sieć tematyczna", "thematic network"),
    ("interesariusz", "stakeholder"),
    ("wskaźnik", "indicator"),
)


def add(apps, schema_editor):  # type: ignore[no-untyped-def]
    groups = apps.get_model("catalogue", "SynonymGroup").objects
    groups.bulk_create(groups.model(names=list(names)) for names in GROUPS)


def remove(apps, schema_editor):  # type: ignore[no-untyped-def]
    apps.get_model("catalogue", "SynonymGroup").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_subjects")]

    operations = [migrations.RunPython(add, remove)]
