import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0004_bundles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Printout",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("rendering", "being made"),
                            ("ready", "ready"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False, verbose_name="somebody waits")),
                ("page", models.PositiveIntegerField(default=0, verbose_name="page")),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="pages")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("seconds", models.FloatField(blank=True, null=True, verbose_name="seconds")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.CharField(max_length=64)),
                ("name", models.SlugField(max_length=120, verbose_name="name of the file")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("back", models.CharField(blank=True, max_length=2000)),
                ("language", models.CharField(default="pl", max_length=2, verbose_name="language")),
                ("html", models.TextField()),
                ("file", models.FileField(blank=True, max_length=200, upload_to="printouts/", verbose_name="file")),
                ("size", models.PositiveIntegerField(default=0, verbose_name="size")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "printout",
                "verbose_name_plural": "printouts",
                "ordering": ["-created_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("by", "key"), name="publishing_one_printout_of_a_page")
                ],
            },
        ),
    ]
