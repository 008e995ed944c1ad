import uuid
from datetime import timedelta

from django.db import migrations


def fill_older_requests(apps, schema_editor):
    """What a request stored before the pipeline lacks: an id, a day of erasure, a reason."""
    requests = apps.get_model('leads', 'CallbackRequest').objects.using(schema_editor.connection.alias)
    for request in requests.only('created_at').iterator():
        requests.filter(pk=request.pk).update(
            intake_id=uuid.uuid4(), erase_on=(request.created_at + timedelta(days=365)).date()
        )
    requests.filter(status='closed').update(close_reason='helped')


class Migration(migrations.Migration):
    dependencies = [('leads', '0002_the_pipeline')]

    operations = [
        migrations.RunPython(fill_older_requests, migrations.RunPython.noop, elidable=True)
    ]
