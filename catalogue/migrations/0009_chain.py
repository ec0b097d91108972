"""Public recommendations know their barriers, legal act and cities; their courses count as what is public."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

TABLES = ("improvement_plans_course", "improvement_plans_evidence")


def fill(apps, schema_editor):
    met = {}
    shown = apps.get_model("catalogue", "Publication").objects.filter(kind="mid", withdrawn_at=None)
    links = shown.values_list("city__slug", "version__content__parts__network_link__0__values")
    for city, values in links:
        for code in (values or {}).get("barriers") or []:
            met.setdefault(code, set()).add(city)
    for one in apps.get_model("catalogue", "PublishedRecommendation").objects.all():
        one.legal_act = one.content["values"].get("legal_act") or ""
        one.barriers = [barrier["code"] for barrier in one.content["barriers"]]
        one.raised_by = sorted(set().union(*(met.get(code, set()) for code in one.barriers)))
        one.save(update_fields=["legal_act", "barriers", "raised_by"])


def _trigger(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger catalogue_note after insert or update or delete on {table} "
        "for each statement execute function catalogue_note_change();",
        f"drop trigger catalogue_note on {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0008_published_versions"),
        ("improvement_plans", "0005_responses_in_courses"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedrecommendation",
            name="barriers",
            field=ArrayField(base_field=models.CharField(max_length=7), default=list, size=None),
        ),
        migrations.AddField(
            model_name="publishedrecommendation",
            name="legal_act",
            field=models.CharField(blank=True, max_length=300, verbose_name="legal act"),
        ),
        migrations.AddField(
            model_name="publishedrecommendation",
            name="raised_by",
            field=ArrayField(base_field=models.CharField(max_length=120), default=list, size=None),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *[_trigger(table) for table in TABLES],
    ]
