import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('leads', '0003_older_requests')]

    operations = [
        migrations.AlterField(
            model_name='callbackrequest',
            name='intake_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, help_text='Given when the request arrives, kept through every detour: stored once.', unique=True),
        ),
        migrations.AddConstraint(
            model_name='callbackrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('close_reason', ''), _negated=True), _connector='OR'), name='leads_request_closed_for_a_reason'),
        ),
    ]
