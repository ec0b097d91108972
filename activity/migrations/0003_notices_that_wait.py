from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activity", "0002_notices_lead_inside"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="waits",
            field=models.BooleanField(default=False, verbose_name="asks something of the person"),
        ),
    ]
