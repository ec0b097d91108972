from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_revisions_of_changes_digests_of_requests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='heldtext',
            name='documents_one_open_held_text',
        ),
        migrations.AddIndex(
            model_name='heldtext',
            index=models.Index(condition=models.Q(('settled_at', None)), fields=['document', 'by'], name='documents_held_open'),
        ),
        migrations.AddField(
            model_name='savedrequest',
            name='errors',
            field=models.JSONField(default=dict),
        ),
    ]
