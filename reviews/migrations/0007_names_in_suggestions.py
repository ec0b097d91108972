from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0006_private_notes_have_their_own_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="suggestion",
            name="names",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
