"""The sixteen voivodeships with their TERYT codes (TERC register, 2024)."""

from django.db import migrations

VOIVODESHIPS = {
    "02": "dolnośląskie",
    "04": "kujawsko-pomorskie",
    "06": "lubelskie",
    "08": "lubuskie",
    "10": "łódzkie",
    "12": "małopolskie",
    "14": "mazowieckie",
    "16": "opolskie",
    "18": "podkarpackie",
    "20": "podlaskie",
    "22": "pomorskie",
    "24": "śląskie",
    "26": "świętokrzyskie",
    "28": "warmińsko-mazurskie",
    "30": "wielkopolskie",
    "32": "zachodniopomorskie",
}


def add(apps, schema_editor):
    model = apps.get_model("cities", "Voivodeship")
    model.objects.bulk_create([model(code=code, name=name) for code, name in VOIVODESHIPS.items()])


def remove(apps, schema_editor):
    apps.get_model("cities", "Voivodeship").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cities", "0001_initial"), ("accounts", "0002_polish_order")]

    operations = [migrations.RunPython(add, remove)]
