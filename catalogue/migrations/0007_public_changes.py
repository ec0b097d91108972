"""Every write of what public pages are made of is noted, so that a kept page is never older than its facts."""

from django.db import migrations, models

CREATE = """
create function catalogue_note_change() returns trigger language plpgsql as $$
begin
    insert into catalogue_publicchange (at, place) values (clock_timestamp(), tg_table_name);
    return null;
end
$$;
"""
DROP = "drop function catalogue_note_change();"
TABLES = (
    "catalogue_publication",
    "catalogue_synonymgroup",
    "cities_voivodeship",
    "cities_city",
    "cities_populationfigure",
    "networks_edition",
    "networks_editionmilestone",
    "networks_thematicnetwork",
    "networks_participation",
    "networks_leadcontact",
    "networks_meeting",
    "networks_meeting_networks",
    "networks_meetingmaterial",
    "improvement_plans_institution",
    "improvement_plans_response",
)
#: tables of which only some writes are public: (table, of which kind)
SOME = (
    ("improvement_plans_recommendation", "update of status, status_since"),
    ("publishing_rendering", "update of file"),
)


def _trigger(table: str, writes: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger catalogue_note after {writes} on {table} "
        "for each statement execute function catalogue_note_change();",
        f"drop trigger catalogue_note on {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0006_programme_synonyms"),
        ("cities", "0001_initial"),
        ("networks", "0001_initial"),
        ("improvement_plans", "0001_initial"),
        ("publishing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("place", models.CharField(max_length=63)),
            ],
        ),
        migrations.RunSQL(CREATE, DROP),
        *[_trigger(table, "insert or update or delete") for table in TABLES],
        *[_trigger(table, writes) for table, writes in SOME],
    ]
