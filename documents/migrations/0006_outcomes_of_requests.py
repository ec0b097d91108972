from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_texts_of_several_windows_wait'),
    ]

    operations = [
        migrations.RenameField(model_name='savedrequest', old_name='errors', new_name='outcome'),
    ]
