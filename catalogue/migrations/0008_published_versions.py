"""Every Version that was public keeps an address; a publication can be planned."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_present_versions(apps, schema_editor):  # type: ignore[no-untyped-def]
    kept = apps.get_model("catalogue", "PublishedVersion").objects
    documents = apps.get_model("documents", "Document").objects
    for publication in apps.get_model("catalogue", "Publication").objects.select_related("version"):
        kept.create(
            publication=publication,
            version=publication.version,
            number=publication.version.number,
            published_at=publication.published_at,
            withdrawn_at=publication.withdrawn_at,
            withdrawn_reason=publication.withdrawn_reason,
        )
        if publication.withdrawn_at is None:
            documents.filter(pk=publication.document_id).update(public_version=publication.version)


def forget_them(apps, schema_editor):  # type: ignore[no-untyped-def]
    apps.get_model("documents", "Document").objects.update(public_version=None)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_public_changes"),
        ("documents", "0007_public_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason for the correction"),
                ),
                ("published_at", models.DateTimeField(verbose_name="published")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="catalogue.publication",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="documents.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "published version",
                "verbose_name_plural": "published versions",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "number"), name="catalogue_published_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated")),
                ("at", models.DateTimeField(verbose_name="to be published")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason for the correction"),
                ),
                ("problem", models.CharField(blank=True, max_length=500, verbose_name="problem")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedule",
                        to="documents.document",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.version"
                    ),
                ),
            ],
            options={
                "verbose_name": "planned publication",
                "verbose_name_plural": "planned publications",
                "ordering": ["at"],
            },
        ),
        migrations.RunPython(keep_present_versions, forget_them),
    ]
