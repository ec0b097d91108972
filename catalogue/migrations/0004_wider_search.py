
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_published_rows"),
        ("cities", "0005_organisations_checked_by_coordinators"),
        ("networks", "0004_mid_template_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="SynonymGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None, verbose_name="names"
                    ),
                ),
            ],
            options={
                "verbose_name": "group of synonyms",
                "verbose_name_plural": "groups of synonyms",
            },
        ),
        migrations.AddField(
            model_name="searchentry",
            name="anchor",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="cities",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="editions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="heads",
            field=django.contrib.postgres.search.SearchVectorField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchentry",
            name="lead_en",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="material",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.meetingmaterial"
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="networks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="title_en",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            model_name="searchpassage",
            name="language",
            field=models.CharField(default="pl", max_length=2),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("city", "city"),
                    ("network", "thematic network"),
                    ("mid", "Municipal Action Plan"),
                    ("pu", "Improvement Plan"),
                    ("recommendation", "recommendation"),
                    ("practice", "good practice"),
                    ("barrier", "barrier"),
                    ("material", "meeting material"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["heads"], name="catalogue_search_heads"),
        ),
        migrations.AddIndex(
            model_name="searchpassage",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="catalogue_passage_words"),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(fields=["folded"], name="catalogue_word_beginnings", opclasses=["text_pattern_ops"]),
        ),
        migrations.AddConstraint(
            model_name="synonymgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("names__len__gte", 2)),
                name="catalogue_synonyms_at_least_two",
                violation_error_message="Give at least two names.",
            ),
        ),
    ]
