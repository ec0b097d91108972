"""A participation's network belongs to the participation's edition: a composite foreign key says it."""

from django.db import migrations

CREATE = """
alter table networks_participation add constraint networks_network_of_the_same_edition
foreign key (network_id, edition_id) references networks_thematicnetwork (id, edition_id)
deferrable initially deferred;
"""


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_initial"), ("accounts", "0002_polish_order")]

    operations = [
        migrations.RunSQL(
            CREATE, "alter table networks_participation drop constraint networks_network_of_the_same_edition;"
        )
    ]
