"""How many cities said that a recommendation helped stands on its public page."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0009_chain"), ("improvement_plans", "0007_ratings")]

    operations = [
        migrations.RunSQL(
            "create trigger catalogue_note after insert or update or delete on improvement_plans_cityrating "
            "for each statement execute function catalogue_note_change();",
            "drop trigger catalogue_note on improvement_plans_cityrating;",
        )
    ]
