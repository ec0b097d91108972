"""What public plans and their actions are about, so that likeness can be counted."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_wider_search")]

    operations = [
        migrations.CreateModel(
            name="PublishedSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subjects",
                        to="catalogue.publication",
                    ),
                ),
                (
                    "row",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subject",
                        to="catalogue.publishedrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "published subject",
                "verbose_name_plural": "published subjects",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["words"], name="catalogue_subject_words")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("row", None)),
                        fields=("publication",),
                        name="catalogue_one_subject_of_a_plan",
                    )
                ],
            },
        ),
    ]
