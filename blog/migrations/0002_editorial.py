"""The editorial desk: reviews with a due date, a workflow's task, funding, series, subjects."""

import django.core.validators
import django.db.models.deletion
import home.fields
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('blog', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='articlepage',
            options={'permissions': [('record_review', 'Can record a medical review by hand')], 'verbose_name': 'article'},
        ),
        migrations.AddField(
            model_name='articlepage',
            name='funding',
            field=models.TextField(blank=True, help_text='Who paid for this article or has an interest in what it says, in plain words. Shown to readers below the text. Empty: nothing is shown.', max_length=500, verbose_name='funding disclosure'),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='review_due_on',
            field=models.DateField(blank=True, db_index=True, help_text='When somebody should check the article again. Readers do not see it; a reminder is sent, and the report “Reviews due” lists it.', null=True, verbose_name='review due'),
        ),
        migrations.AddField(
            model_name='personpage',
            name='account',
            field=models.ForeignKey(blank=True, help_text='With which this person logs in here. It says whose articles these are, so that nobody reviews their own, and who is reminded. Readers never see it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='EditorialSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review_months', models.PositiveSmallIntegerField(default=12, help_text='When a medical review is approved, the next one is due after this many months. 0: the date is left to the editors.', validators=[django.core.validators.MaxValueValidator(120)], verbose_name='months between reviews')),
                ('remind_days', models.PositiveSmallIntegerField(default=14, help_text='A reminder is sent this many days before a review is due.', validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days before')),
                ('remind_address', models.EmailField(blank=True, help_text="Where reminders go. Empty: to the article's authors and to who created it, where they log in here.", max_length=254, verbose_name='address')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'editorial desk',
                'verbose_name_plural': 'editorial desk',
            },
        ),
        migrations.CreateModel(
            name='MedicalReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'Medical review',
                'verbose_name_plural': 'Medical reviews',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='SeriesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two plain sentences. Shown under the title, in lists and in searches.', max_length=300)),
                ('body', home.fields.BodyField(blank=True)),
                ('lead_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and where it is shared. Its description is read aloud by screen readers.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string())),
            ],
            options={
                'verbose_name': 'series',
                'verbose_name_plural': 'series',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SeriesPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.articlepage')),
                ('series', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='blog.seriespage')),
            ],
            options={
                'verbose_name': 'part of a series',
                'verbose_name_plural': 'parts of series',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ArticleSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.articlepage')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'page'), name='blog_subject_of_article_once')],
            },
        ),
    ]
