import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

KINDS = [
    ("city", "city"),
    ("network", "thematic network"),
    ("mid", "Municipal Action Plan"),
    ("pu", "Improvement Plan"),
    ("recommendation", "recommendation"),
    ("practice", "good practice"),
]


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("cities", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.AlterModelOptions(
            name="publication",
            options={
                "ordering": ["-published_at", "-id"],
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
            },
        ),
        migrations.RemoveField(model_name="searchentry", name="path"),
        migrations.AlterField(
            model_name="searchentry", name="kind", field=models.CharField(choices=KINDS, max_length=20)
        ),
        migrations.AddField(
            model_name="searchentry",
            name="folded",
            field=models.CharField(default="", max_length=250),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchentry",
            name="city",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="cities.city"
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="vocabulary",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="SearchPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("anchor", models.CharField(blank=True, max_length=80)),
                ("heading", models.CharField(blank=True, max_length=250)),
                ("text", models.TextField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="catalogue.searchentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "search passage",
                "verbose_name_plural": "search passages",
                "ordering": ["entry", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "position"), name="catalogue_passage_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("folded", models.CharField(max_length=60)),
                ("entries", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "search word",
                "verbose_name_plural": "search words",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="catalogue_word_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
    ]
