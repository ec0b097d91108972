"""The sort key of Polish words: the embedded PostgreSQL has no ICU, so the alphabet is spelt out here."""

from django.db import migrations

CREATE = r"""
create function pl_key(t text) returns text language sql immutable strict parallel safe
return translate(lower(t), 'aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`{|}~') collate "C";
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, "drop function pl_key(text);")]
