from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0005_imported_item")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="attempt",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="Keyed hash of what its sender's browser made up: proves a retry.",
                max_length=64,
            ),
        ),
    ]
