from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("leads", "0006_phone_hashes")]

    operations = [
        migrations.AddField(
            model_name="subscriber",
            name="bounced_at",
            field=models.DateTimeField(
                help_text="When its mail server refused the address for good.",
                null=True,
                verbose_name="bounced",
            ),
        ),
    ]
