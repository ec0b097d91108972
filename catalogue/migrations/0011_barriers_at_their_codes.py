"""Barriers have pages of their own: search leads there, and no entry stands at a place of another page any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0010_ratings_are_public")]

    operations = [
        migrations.RunSQL(
            "update catalogue_searchentry set key = split_part(key, '/', 2) where kind = 'barrier' and key like '%/%';",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField("searchentry", "anchor"),
    ]
