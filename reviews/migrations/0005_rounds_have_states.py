"""The state says what the verdict said; every remark has its number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_fill_states_numbers_texts")]

    operations = [
        migrations.AlterField(
            model_name='thread',
            name='number',
            field=models.PositiveIntegerField(),
        ),
        migrations.RemoveField(
            model_name='round',
            name='verdict',
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'in_review'])), fields=('document',), name='reviews_one_open_round'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'in_review']), ('closed_at', None)), models.Q(models.Q(('state__in', ['submitted', 'in_review']), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='reviews_round_closes_with_a_verdict'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['submitted', 'in_review', 'returned', 'accepted', 'withdrawn'])), name='reviews_round_state_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reasons', ''), _negated=True), _connector='OR'), name='reviews_return_has_reasons', violation_error_message='Give the reasons for returning the plan.'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='reviews_thread_number_once'),
        ),
    ]
