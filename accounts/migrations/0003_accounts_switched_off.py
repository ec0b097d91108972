"""Accounts are switched off at a moment; an e-mail is never empty; everybody's address is known to allauth."""

from django.conf import settings
from django.db import migrations, models


def give_addresses(apps, schema_editor):
    """Users made before addresses were kept get theirs, verified."""
    user = apps.get_model("accounts", "User")
    address = apps.get_model("account", "EmailAddress")
    known = address.objects.values("user_id")
    for person in user.objects.exclude(pk__in=known):
        address.objects.create(user=person, email=person.email.lower(), verified=True, primary=True)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_polish_order"),
        ("account", "0009_emailaddress_unique_primary_email"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="deactivated_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="switched off"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", ""), _negated=True), name="accounts_user_email_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("deactivated_at", None), ("is_active", False), _connector="OR"),
                name="accounts_user_switched_off_is_inactive",
            ),
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
    ]
