"""The organisations that plans name already become the first entries of the shared directory."""

import re
import unicodedata

from django.db import migrations

LETTERS = str.maketrans("łŁđĐøØß", "lLdDoOs")


def _key(name):
    """As `cities.policies.organisation_key` made it when this migration was written."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", letters.lower()))[:200]


def enter(apps, schema_editor):
    Action = apps.get_model("initiatives", "Action")
    Organisation = apps.get_model("cities", "Organisation")
    rows = Action.objects.filter(deleted_at=None).order_by("created_at")
    columns = "document__initiative__participation__city_id", "document__is_sample", "lead", "partners"
    entries = {}
    for city_id, is_sample, lead, partners in rows.values_list(*columns):
        for name in (lead, *partners):
            key = _key(name)
            if key:
                entry = Organisation(name=" ".join(name.split())[:200], key=key, city_id=city_id, is_sample=is_sample)
                entries.setdefault((city_id, key), entry)
    Organisation.objects.bulk_create(entries.values(), ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0005_organisations_checked_by_coordinators"),
        ("initiatives", "0002_dependencies_audiences_measurements"),
        ("networks", "0001_initial"),
    ]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
