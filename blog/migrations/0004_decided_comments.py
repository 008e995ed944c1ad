from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("blog", "0003_comments"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["status", "-created_at", "-id"], name="blog_comment_decided"
            ),
        ),
    ]
