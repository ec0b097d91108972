"""What shows a barrier stands on its public page as far as everybody may read it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0011_barriers_at_their_codes"), ("improvement_plans", "0008_harvest")]

    operations = [
        migrations.RunSQL(
            "create trigger catalogue_note after insert or update or delete on improvement_plans_barrierevidence "
            "for each statement execute function catalogue_note_change();",
            "drop trigger catalogue_note on improvement_plans_barrierevidence;",
        )
    ]
