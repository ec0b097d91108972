import django.core.validators
from django.conf import settings
from django.db import migrations, models

LOCAL_PATH = r"^/([^/\\\s][^\\\s]*)?$"


class Migration(migrations.Migration):
    dependencies = [
        ("activity", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="path",
            field=models.CharField(
                max_length=300, validators=[django.core.validators.RegexValidator(LOCAL_PATH)]
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("seen_at", None)), fields=["user"], name="activity_notice_unseen"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("path__regex", LOCAL_PATH)), name="activity_notice_leads_inside"
            ),
        ),
    ]
