"""The state of the page tree. Its triggers are made after every `migrate` (`reading.triggers`)."""

from django.db import migrations, models

from headless.reading import triggers


class Migration(migrations.Migration):
    dependencies = [("headless", "0002_changes")]

    operations = [
        migrations.CreateModel(
            name="PageChange",
            fields=[("id", models.BigAutoField(primary_key=True, serialize=False))],
        ),
        migrations.RunPython(migrations.RunPython.noop, triggers.drop),
    ]
