from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0005_milestones_know_when_they_changed")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="size_note_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="size in English"),
        ),
    ]
