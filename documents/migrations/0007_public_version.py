"""A document knows which of its Versions everybody reads: a published one under correction is a draft again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_outcomes_of_requests")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="public_version",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="documents.version",
            ),
        ),
    ]
