import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("improvement_plans", "0004_courses_of_responses")]

    operations = [
        migrations.RemoveField(model_name="response", name="recommendation"),
        migrations.RemoveField(model_name="response", name="evidence_url"),
        migrations.AlterField(
            model_name="response",
            name="course",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="responses",
                to="improvement_plans.course",
                verbose_name="course",
            ),
        ),
        migrations.AlterField(
            model_name="response", name="said_on", field=models.DateField(verbose_name="date of the answer")
        ),
    ]
