from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_rounds_have_states")]

    operations = [
        migrations.RemoveConstraint(model_name="thread", name="reviews_thread_number_once"),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.UniqueConstraint(
                fields=("document", "audience", "number"), name="reviews_thread_number_once"
            ),
        ),
    ]
