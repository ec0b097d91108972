from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0003_mid_template_frozen")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="mid_template_draft",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="MID template in preparation"),
        ),
    ]
