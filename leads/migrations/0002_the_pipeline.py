import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import home.fields
import leads.encryption
import leads.models.recipients
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    dependencies = [
        ('leads', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.CharField(editable=False, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user_id', models.BigIntegerField(null=True)),
                ('username', models.CharField(blank=True, help_text='Empty: the system itself.', max_length=150)),
                ('action', models.CharField(choices=[('read', 'Opened'), ('reveal', 'Revealed'), ('export', 'Exported'), ('share', 'Sent to a recipient'), ('erase', 'Erased')], max_length=6)),
                ('detail', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'abstract': False,
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='CallbackFormConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('purpose', models.CharField(choices=[('call', 'To be called'), ('voicemail', 'A voicemail may be left'), ('text', 'Text messages may be sent'), ('email', 'To be answered by email')], max_length=9)),
                ('wording', models.CharField(help_text='{answerer} stands for the name of who will call.', max_length=600)),
                ('required', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConsentRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.CharField(editable=False, max_length=64)),
                ('ordinal', models.PositiveSmallIntegerField(help_text="Which of the form's boxes, from 1.")),
                ('of', models.PositiveSmallIntegerField(help_text='How many boxes the form had.')),
                ('purpose', models.CharField(choices=[('call', 'To be called'), ('voicemail', 'A voicemail may be left'), ('text', 'Text messages may be sent'), ('email', 'To be answered by email')], max_length=9)),
                ('wording', models.TextField()),
                ('version', models.CharField(max_length=16)),
                ('given', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('form_id', models.BigIntegerField()),
                ('form_title', models.CharField(max_length=255)),
                ('page_id', models.BigIntegerField()),
                ('page_url', models.CharField(blank=True, max_length=2000)),
                ('answerer_name', models.CharField(max_length=120)),
            ],
            options={
                'ordering': ['request', 'ordinal'],
                'abstract': False,
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='ConsentWording',
            fields=[
                ('version', models.CharField(max_length=16, primary_key=True, serialize=False)),
                ('wording', models.TextField()),
                ('first_shown_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('channel', models.CharField(choices=[('mail', 'Mail'), ('webhook', 'Webhook')], default='mail', max_length=7)),
                ('address', models.CharField(help_text='An email address of the team, or the URL of a webhook.', max_length=500)),
                ('active', models.BooleanField(default=True)),
                ('by_default', models.BooleanField(default=True, help_text='Is told of every request for which no routing rule speaks.')),
                ('on_escalation', models.BooleanField(default=False, help_text='Is told when a call has not been tried in the promised time.')),
                ('shares_person', models.BooleanField(default=False, help_text='Webhooks only: send name, number and comments along, over HTTPS. Every time is noted in the access log, and erasures are passed on.', verbose_name='receives personal data')),
                ('secret', leads.encryption.EncryptedTextField(blank=True, default=leads.models.recipients.new_secret, validators=[leads.models.recipients.validate_secret])),
                ('previous_secret', leads.encryption.EncryptedTextField(blank=True, help_text='Signs too while the other side changes over. Empty it afterwards.', null=True, validators=[leads.models.recipients.validate_secret])),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='RequestEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('text', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ['at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('order', models.PositiveSmallIntegerField(default=100, help_text='Lower ones are asked first.')),
                ('state', models.CharField(blank=True, choices=[('AL', 'Alabama'), ('AK', 'Alaska'), ('AZ', 'Arizona'), ('AR', 'Arkansas'), ('CA', 'California'), ('CO', 'Colorado'), ('CT', 'Connecticut'), ('DE', 'Delaware'), ('DC', 'District of Columbia'), ('FL', 'Florida'), ('GA', 'Georgia'), ('HI', 'Hawaii'), ('ID', 'Idaho'), ('IL', 'Illinois'), ('IN', 'Indiana'), ('IA', 'Iowa'), ('KS', 'Kansas'), ('KY', 'Kentucky'), ('LA', 'Louisiana'), ('ME', 'Maine'), ('MD', 'Maryland'), ('MA', 'Massachusetts'), ('MI', 'Michigan'), ('MN', 'Minnesota'), ('MS', 'Mississippi'), ('MO', 'Missouri'), ('MT', 'Montana'), ('NE', 'Nebraska'), ('NV', 'Nevada'), ('NH', 'New Hampshire'), ('NJ', 'New Jersey'), ('NM', 'New Mexico'), ('NY', 'New York'), ('NC', 'North Carolina'), ('ND', 'North Dakota'), ('OH', 'Ohio'), ('OK', 'Oklahoma'), ('OR', 'Oregon'), ('PA', 'Pennsylvania'), ('RI', 'Rhode Island'), ('SC', 'South Carolina'), ('SD', 'South Dakota'), ('TN', 'Tennessee'), ('TX', 'Texas'), ('UT', 'Utah'), ('VT', 'Vermont'), ('VA', 'Virginia'), ('WA', 'Washington'), ('WV', 'West Virginia'), ('WI', 'Wisconsin'), ('WY', 'Wyoming'), ('AS', 'American Samoa'), ('GU', 'Guam'), ('MP', 'Northern Mariana Islands'), ('PR', 'Puerto Rico'), ('VI', 'U.S. Virgin Islands'), ('FM', 'Micronesia'), ('MH', 'Marshall Islands'), ('PW', 'Palau')], max_length=2)),
                ('when', models.CharField(choices=[('any', 'At any time'), ('staffed', "In the answerer's staffed hours"), ('unstaffed', "Outside the answerer's staffed hours")], default='any', max_length=9)),
            ],
            options={
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StaffedHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('days', models.CharField(choices=[('0123456', 'Every day'), ('01234', 'Monday to Friday'), ('56', 'Saturday and Sunday'), ('0', 'Monday'), ('1', 'Tuesday'), ('2', 'Wednesday'), ('3', 'Thursday'), ('4', 'Friday'), ('5', 'Saturday'), ('6', 'Sunday')], default='0123456', max_length=7)),
                ('opens', models.TimeField()),
                ('closes', models.TimeField(help_text='As early as it opens, or earlier: on the next day.')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WhoAnswersPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two plain sentences. Shown under the title, in lists and in searches.', max_length=300)),
                ('body', home.fields.BodyField(blank=True)),
            ],
            options={
                'verbose_name': 'page about who answers',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AlterModelOptions(
            name='callbackrequest',
            options={'default_permissions': ('view', 'delete'), 'ordering': ['-created_at', '-pk'], 'permissions': [('change_status_callbackrequest', 'Can take a call-back request and set its status'), ('assign_callbackrequest', 'Can assign call-back requests to others'), ('comment_callbackrequest', 'Can comment on call-back requests'), ('reveal_callbackrequest', 'Can see phone numbers and names of call-back requests'), ('export_callbackrequest', 'Can export call-back requests')], 'verbose_name': 'call-back request'},
        ),
        migrations.RemoveField(
            model_name='answerer',
            name='hours',
        ),
        migrations.AddField(
            model_name='answerer',
            name='time_zone',
            field=models.CharField(choices=[('America/New_York', 'Eastern'), ('America/Chicago', 'Central'), ('America/Denver', 'Mountain'), ('America/Phoenix', 'Arizona'), ('America/Los_Angeles', 'Pacific'), ('America/Anchorage', 'Alaska'), ('Pacific/Honolulu', 'Hawaii'), ('America/Puerto_Rico', 'Atlantic')], default='America/New_York', help_text='In which the staffed hours are meant.', max_length=40),
        ),
        migrations.AddField(
            model_name='callbackformpage',
            name='call_within',
            field=models.PositiveSmallIntegerField(default=60, help_text="Of the answerer's staffed time. Later than this, the request is escalated.", verbose_name='call within (minutes)'),
        ),
        migrations.AddField(
            model_name='callbackformpage',
            name='caller',
            field=models.CharField(choices=[('hidden', 'Not asked'), ('optional', 'Optional'), ('required', 'Required')], default='optional', max_length=8),
        ),
        migrations.AddField(
            model_name='callbackformpage',
            name='keep_days',
            field=models.PositiveSmallIntegerField(default=365, help_text='Then names, numbers and comments are erased; the rest stays for statistics.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='keep for (days)'),
        ),
        migrations.AddField(
            model_name='callbackformpage',
            name='say_name',
            field=models.CharField(choices=[('hidden', 'Not asked'), ('optional', 'Optional'), ('required', 'Required')], default='hidden', max_length=8),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='caller',
            field=models.CharField(blank=True, choices=[('self', 'For myself'), ('other', 'For somebody close to me'), ('professional', 'As a professional, for a client')], max_length=12),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='client_key',
            field=models.CharField(editable=False, help_text='Keyed hash of an Idempotency-Key.', max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='close_reason',
            field=models.CharField(blank=True, choices=[('helped', 'Was helped'), ('not_reached', 'Could not be reached'), ('declined', 'Wants no call any more'), ('wrong', 'Wrong number'), ('double', 'Asked twice'), ('spam', 'Was no person')], max_length=11),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='due_at',
            field=models.DateTimeField(db_index=True, null=True, verbose_name='call by'),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='erase_on',
            field=models.DateField(help_text='When the personal columns are emptied.', null=True),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='erased_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='escalated_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='facility',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='fingerprint',
            field=models.CharField(blank=True, db_index=True, editable=False, help_text='Keyed hash of it all.', max_length=64),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='first_attempt_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='flags',
            field=models.JSONField(default=list, help_text='What made it look unusual.'),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='intake_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='program',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='say_name',
            field=leads.encryption.EncryptedTextField(null=True, verbose_name='caller to name'),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='state',
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='suspected',
            field=models.BooleanField(db_index=True, default=False),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='time_zone',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='callbackrequest',
            name='urgent',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='callbackformpage',
            name='answerer',
            field=models.ForeignKey(help_text='Who will call. Readers are told before they send the form.', on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='leads.answerer'),
        ),
        migrations.AlterField(
            model_name='callbackrequest',
            name='created_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='received'),
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_records', to='leads.callbackrequest'),
        ),
        migrations.AddField(
            model_name='callbackformconsent',
            name='page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='leads.callbackformpage'),
        ),
        migrations.AddField(
            model_name='consentrecord',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='leads.callbackrequest'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.CheckConstraint(condition=models.Q(('shares_person', False), models.Q(('address__startswith', 'https://'), ('channel', 'webhook')), _connector='OR'), name='leads_recipient_shares_by_https', violation_error_message='Personal data is sent by webhook over HTTPS alone.'),
        ),
        migrations.AddField(
            model_name='requestevent',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='leads.callbackrequest'),
        ),
        migrations.AddField(
            model_name='requestevent',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='form_page',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='leads.callbackformpage'),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='on_page',
            field=models.ForeignKey(blank=True, help_text='A facility, a program or a section: requests from this page and those below.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='recipients',
            field=models.ManyToManyField(related_name='rules', to='leads.recipient'),
        ),
        migrations.AddField(
            model_name='staffedhours',
            name='answerer',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='staffed_hours', to='leads.answerer'),
        ),
        migrations.AddField(
            model_name='whoanswerspage',
            name='lead_image',
            field=models.ForeignKey(blank=True, help_text='Shown at the top of the page and where it is shared. Its description is read aloud by screen readers.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string()),
        ),
        migrations.AddConstraint(
            model_name='callbackformconsent',
            constraint=models.UniqueConstraint(fields=('page', 'purpose'), name='leads_form_asks_each_consent_once'),
        ),
        migrations.AddConstraint(
            model_name='consentrecord',
            constraint=models.UniqueConstraint(fields=('request', 'ordinal'), name='leads_consent_box_recorded_once'),
        ),
    ]
