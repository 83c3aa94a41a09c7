import django.core.validators
import django.db.models.deletion
import registrations.models.registrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_initial'),
        ('core', '0003_needs_role'),
        ('events', '0003_retention_days'),
        ('events', '0005_calendar'),
        ('events', '0006_safety'),
        ('registrations', '0005_fill_states'),
        ('wagtailcore', '__first__'),
        ('workshops', '0004_room_setup'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'confirmed', 'waitlisted', 'offered', 'cancelled', 'declined'])), name='registrations_known_state'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='registrations_confirmed_has_time'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'offered')), ('offer_expires_at__isnull', False)), models.Q(models.Q(('state', 'offered'), _negated=True), ('offer_expires_at__isnull', True)), _connector='OR'), name='registrations_offer_has_deadline'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'waitlisted')), ('queue_number__isnull', False)), models.Q(models.Q(('state', 'waitlisted'), _negated=True), ('queue_number__isnull', True)), _connector='OR'), name='registrations_waiting_has_number'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'cancelled')), ('cancelled_at__isnull', False)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='registrations_cancelled_has_time'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'declined')), ('declined_at__isnull', False)), models.Q(models.Q(('state', 'declined'), _negated=True), ('declined_at__isnull', True)), _connector='OR'), name='registrations_declined_has_time'),
        ),
        migrations.CreateModel(
            name='CalendarChange',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='calendar_change', serialize=False, to='events.eventpage')),
                ('changed_at', models.DateTimeField(verbose_name='last changed at')),
            ],
        ),
        migrations.CreateModel(
            name='SentCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entries', models.JSONField(default=list)),
                ('digest', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField(auto_now=True, verbose_name='sent at')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sent_calendar', to='registrations.registration')),
            ],
        ),
        migrations.CreateModel(
            name='FormOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='option')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('archived_at', models.DateTimeField(blank=True, null=True, verbose_name='archived at')),
            ],
            options={
                'verbose_name': 'option',
                'verbose_name_plural': 'options',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FormQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('short', 'Short text'), ('long', 'Long text'), ('choice', 'One choice'), ('multiple', 'Several choices'), ('number', 'Number'), ('date', 'Date'), ('consent', 'Consent')], max_length=10, verbose_name='kind')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('help_text', models.CharField(blank=True, max_length=500, verbose_name='help')),
                ('is_required', models.BooleanField(default=False, verbose_name='must be answered')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('minimum', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='at least')),
                ('maximum', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='at most')),
                ('first_on', models.DateField(blank=True, null=True, verbose_name='not before')),
                ('last_on', models.DateField(blank=True, null=True, verbose_name='not after')),
                ('archived_at', models.DateTimeField(blank=True, null=True, verbose_name='archived at')),
                ('depends_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='dependents', to='registrations.formquestion')),
                ('depends_options', models.ManyToManyField(blank=True, related_name='+', to='registrations.formoption')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='form_questions', to='events.eventpage')),
                ('only_sectors', models.ManyToManyField(blank=True, related_name='+', to='core.sector')),
            ],
            options={
                'verbose_name': 'question of the form',
                'verbose_name_plural': 'questions of the form',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='formoption',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='registrations.formquestion'),
        ),
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'set of questions',
                'verbose_name_plural': 'sets of questions',
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='formquestion',
            name='question_set',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='registrations.questionset'),
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='answer')),
                ('number', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='number')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('at', models.DateTimeField(verbose_name='answered at')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='registrations.registration')),
                ('option', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='answers', to='registrations.formoption')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='answers', to='registrations.formquestion')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['question__position', 'question_id', 'option__position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('option', None)), fields=('registration', 'question'), name='registrations_answer_once'), models.UniqueConstraint(fields=('registration', 'question', 'option'), name='registrations_choice_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='questionset',
            constraint=models.UniqueConstraint(fields=('home', 'title'), name='registrations_set_title_once'),
        ),
        migrations.AddConstraint(
            model_name='formquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event__isnull', True), ('question_set__isnull', False)), models.Q(('event__isnull', False), ('question_set__isnull', True)), _connector='OR'), name='registrations_question_in_event_or_set'),
        ),
        migrations.CreateModel(
            name='ExportRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(max_length=120, verbose_name='by')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('format', models.CharField(choices=[('xlsx', 'Excel (XLSX)'), ('ods', 'LibreOffice (ODS)'), ('csv', 'Text (CSV)')], max_length=4, verbose_name='format')),
                ('number', models.PositiveIntegerField(verbose_name='people')),
                ('columns', models.TextField(verbose_name='columns')),
                ('query', models.TextField(blank=True, verbose_name='filters')),
                ('is_searched', models.BooleanField(default=False, verbose_name='with a search')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registration_exports', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'export of registrations',
                'verbose_name_plural': 'exports of registrations',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DayNotes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contacts', models.TextField(blank=True, help_text='One on each line: name, what for, telephone number.', max_length=2000, verbose_name='contact persons on the day')),
                ('venue_note', models.TextField(blank=True, max_length=2000, verbose_name='for the venue')),
                ('desk_note', models.TextField(blank=True, max_length=2000, verbose_name='for who stands at the desk')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='day_notes', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'notes for the day',
                'verbose_name_plural': 'notes for the day',
            },
        ),
        migrations.CreateModel(
            name='PrintedBadge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=32)),
                ('printed_at', models.DateTimeField(verbose_name='printed at')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='printed_badge', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'printed badge',
                'verbose_name_plural': 'printed badges',
            },
        ),
        migrations.CreateModel(
            name='Printout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('badges', 'Badges'), ('table_signs', 'Table signs'), ('door_signs', 'Door signs'), ('attendance_sheets', 'Attendance sheets'), ('venue_sheet', 'Venue sheet'), ('emergency_folder', 'Emergency folder')], max_length=20, verbose_name='what')),
                ('people', models.PositiveIntegerField(default=0, verbose_name='number of people')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='printouts', to='events.eventpage')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'printed file',
                'verbose_name_plural': 'printed files',
                'ordering': ['-pk'],
            },
        ),
        migrations.AlterField(
            model_name='historyentry',
            name='kind',
            field=models.CharField(choices=[('registered', 'Registered'), ('waitlisted', 'Put on the waiting list'), ('confirmed', 'Confirmed'), ('changed', 'Changed'), ('cancelled', 'Cancelled'), ('checked_in', 'Checked in'), ('scan_again', 'Checked in again, was in already'), ('check_undone', 'Check-in undone'), ('walked_in', 'Registered at the desk'), ('let_in', 'Let in at the desk'), ('needs_read', 'Needs were read'), ('pending', 'Waits for approval'), ('approved', 'Approved'), ('declined', 'Declined by the organiser'), ('offered', 'Offered a place'), ('offer_no', 'Did not want the offered place'), ('offer_lapsed', 'The offer lapsed'), ('again', 'Registered again'), ('waits_room', 'Waits for a workshop'), ('left_room', 'No longer waits for a workshop'), ('got_room', 'Got a place in a workshop')], max_length=12, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='OrganiserNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000, verbose_name='note')),
                ('by', models.CharField(max_length=120, verbose_name='by')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organiser_notes', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'note of the organisers',
                'verbose_name_plural': 'notes of the organisers',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Homework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('text', models.TextField(blank=True, max_length=8000, verbose_name='text')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('visible_from', models.DateTimeField(blank=True, help_text='Empty: at once.', null=True, verbose_name='visible from')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('due_at', models.DateTimeField(verbose_name='hand in until')),
                ('event_date', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='events.eventdate', verbose_name='date')),
            ],
            options={
                'verbose_name': 'homework',
                'verbose_name_plural': 'homework',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='your text')),
                ('handed_in_at', models.DateTimeField(verbose_name='handed in at')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_ins', to='registrations.registration')),
                ('homework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_ins', to='registrations.homework')),
            ],
            options={
                'verbose_name': 'handed-in homework',
                'verbose_name_plural': 'handed-in homework',
            },
        ),
        migrations.CreateModel(
            name='MasterclassRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group_changes_until', models.DateTimeField(blank=True, help_text='Empty: until the first date begins.', null=True, verbose_name='people change groups themselves until')),
                ('required_dates', models.PositiveSmallIntegerField(default=0, help_text='0: this masterclass gives no certificates.', validators=[django.core.validators.MaxValueValidator(50)], verbose_name='dates that somebody must have attended')),
                ('needs_homework', models.BooleanField(default=False, verbose_name='all homework must be handed in')),
                ('needs_case', models.BooleanField(default=False, verbose_name='an own case must be approved')),
                ('hours', models.DecimalField(blank=True, decimal_places=2, help_text='Empty: the hours of the dates that somebody attended.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='hours on the certificate')),
                ('points', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='accreditation points')),
                ('points_register', models.CharField(blank=True, max_length=120, verbose_name='register that gives the points')),
                ('signed_by', models.CharField(blank=True, help_text='Name and function, as they stand on the certificate.', max_length=200, verbose_name='signed by')),
                ('check_years', models.PositiveSmallIntegerField(default=5, help_text='After that also the fingerprint is deleted.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(15)], verbose_name='years that a certificate can be checked')),
                ('asks_case', models.BooleanField(default=False, verbose_name='people may bring in a case of their own')),
                ('case_until', models.DateTimeField(blank=True, null=True, verbose_name='cases can be sent until')),
                ('cases_deleted_on', models.DateField(blank=True, help_text='Empty: a week after the last date. Never later than that.', null=True, verbose_name='cases are deleted on')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='masterclass_rules', to='events.eventpage', verbose_name='event')),
            ],
            options={
                'verbose_name': 'rules of the masterclass',
                'verbose_name_plural': 'rules of masterclasses',
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('text', models.TextField(blank=True, max_length=8000, verbose_name='text')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('visible_from', models.DateTimeField(blank=True, help_text='Empty: at once.', null=True, verbose_name='visible from')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('event_date', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='events.eventdate', verbose_name='date')),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('situation', models.TextField(max_length=4000, verbose_name='What is going on?')),
                ('question', models.TextField(max_length=2000, verbose_name='What do you want to know from the group?')),
                ('tried', models.TextField(blank=True, max_length=2000, verbose_name='What have you tried, and how did that go?')),
                ('state', models.CharField(choices=[('sent', 'Sent in'), ('returned', 'Sent back with a question'), ('approved', 'Approved')], default='sent', max_length=10, verbose_name='state')),
                ('feedback', models.TextField(blank=True, max_length=2000, verbose_name='answer of the organiser')),
                ('sent_at', models.DateTimeField(verbose_name='sent in at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('decided_by', models.CharField(blank=True, max_length=120, verbose_name='answered by')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='own_case', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'own case',
                'verbose_name_plural': 'own cases',
                'ordering': ['-sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SeriesGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For example: Group North.', max_length=80, verbose_name='name of the group')),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Empty: no limit.', null=True, verbose_name='number of places')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='series_groups', to='events.eventpage', verbose_name='event')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region', verbose_name='region')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.venue', verbose_name='venue')),
            ],
            options={
                'verbose_name': 'group',
                'verbose_name_plural': 'groups',
                'ordering': ['position', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SeriesDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Empty: as many as the group.', null=True, verbose_name='number of places')),
                ('hours', models.DecimalField(blank=True, decimal_places=2, help_text='Empty: from the beginning to the end.', max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(24)], verbose_name='hours on the certificate')),
                ('event_date', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='series_date', to='events.eventdate', verbose_name='date')),
                ('group', models.ForeignKey(blank=True, help_text='Empty: for all groups.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='series_dates', to='registrations.seriesgroup', verbose_name='group')),
            ],
            options={
                'verbose_name': 'date of a series',
                'verbose_name_plural': 'dates of a series',
            },
        ),
        migrations.CreateModel(
            name='GroupPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='group_place', to='registrations.registration')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='group_places', to='registrations.seriesgroup')),
            ],
            options={
                'verbose_name': 'place in a group',
                'verbose_name_plural': 'places in a group',
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name of the file')),
                ('content_type', models.CharField(max_length=120)),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('content', models.BinaryField(verbose_name='content of the file')),
                ('stored_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('hand_in', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='file', to='registrations.handin')),
                ('homework', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='file', to='registrations.homework')),
                ('material', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='file', to='registrations.material')),
            ],
            options={
                'verbose_name': 'stored file',
                'verbose_name_plural': 'stored files',
            },
        ),
        migrations.CreateModel(
            name='CatchUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='catch_ups', to='events.eventdate')),
                ('missed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.eventdate')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='catch_ups', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'chosen catch-up date',
                'verbose_name_plural': 'chosen catch-up dates',
                'constraints': [models.UniqueConstraint(fields=('registration', 'missed'), name='registrations_catch_up_once'), models.UniqueConstraint(fields=('registration', 'chosen'), name='registrations_catch_up_date_once')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveSmallIntegerField(default=1)),
                ('code_hash', models.CharField(max_length=64, unique=True, verbose_name='fingerprint of the code of your certificate')),
                ('name_hash', models.CharField(max_length=64, verbose_name='fingerprint of your name on the certificate')),
                ('days', models.JSONField(default=list, verbose_name='days attended')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='hours')),
                ('points', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='accreditation points')),
                ('points_register', models.CharField(blank=True, max_length=120, verbose_name='register')),
                ('signed_by', models.CharField(blank=True, max_length=200, verbose_name='signed by')),
                ('issued_at', models.DateTimeField(verbose_name='given at')),
                ('check_until', models.DateField(verbose_name='can be checked until')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='events.eventpage', verbose_name='event')),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='certificates', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'certificate of attendance',
                'verbose_name_plural': 'certificates of attendance',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('registration',), name='registrations_one_valid_certificate'), models.UniqueConstraint(fields=('registration', 'serial'), name='registrations_certificate_serial')],
            },
        ),
        migrations.AddConstraint(
            model_name='handin',
            constraint=models.UniqueConstraint(fields=('homework', 'registration'), name='registrations_handed_in_once'),
        ),
        migrations.AddConstraint(
            model_name='seriesgroup',
            constraint=models.UniqueConstraint(fields=('event', 'name'), name='registrations_group_name_once', violation_error_message='There is a group with this name already.'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hand_in', None), ('homework', None), ('material__isnull', False)), models.Q(('hand_in', None), ('homework__isnull', False), ('material', None)), models.Q(('hand_in__isnull', False), ('homework', None), ('material', None)), _connector='OR'), name='registrations_file_of_one_thing'),
        ),
        migrations.AddField(
            model_name='historyentry',
            name='scan',
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
        migrations.CreateModel(
            name='DoorAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_in_at', models.DateTimeField(verbose_name='checked in at')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='door_attendances', to='events.programmeitem')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='door_attendances', to='registrations.registration')),
                ('workshop', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='door_attendances', to='workshops.workshop')),
            ],
            options={
                'verbose_name': 'attendance at a door',
                'verbose_name_plural': 'attendances at doors',
                'constraints': [models.CheckConstraint(condition=models.Q(('workshop__isnull', True), ('item__isnull', True), _connector='XOR'), name='registrations_door_is_one_thing'), models.UniqueConstraint(condition=models.Q(('workshop__isnull', False)), fields=('registration', 'workshop'), name='registrations_door_workshop_once'), models.UniqueConstraint(condition=models.Q(('item__isnull', False)), fields=('registration', 'item'), name='registrations_door_item_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterMoments',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.CharField(max_length=40, verbose_name='letter')),
                ('days', models.CharField(blank=True, max_length=60, verbose_name='days')),
                ('hour', models.PositiveSmallIntegerField(default=9, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='hour')),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letter_moments', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'moments of a letter',
                'verbose_name_plural': 'moments of letters',
                'constraints': [models.UniqueConstraint(fields=('event', 'letter'), name='registrations_moments_once')],
            },
        ),
        migrations.CreateModel(
            name='MomentRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.CharField(max_length=40, verbose_name='letter')),
                ('due_at', models.DateTimeField(verbose_name='due at')),
                ('ended_at', models.DateTimeField(auto_now_add=True, verbose_name='ended at')),
                ('queued', models.PositiveIntegerField(default=0)),
                ('event_date', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.eventdate')),
            ],
            options={
                'verbose_name': 'moment that has passed',
                'verbose_name_plural': 'moments that have passed',
                'constraints': [models.UniqueConstraint(fields=('event_date', 'letter', 'due_at'), name='registrations_moment_runs_once')],
            },
        ),
        migrations.AddField(
            model_name='registrationrules',
            name='reconfirmation_release_hours',
            field=models.PositiveSmallIntegerField(default=0, help_text='The mails say so clearly. 0: never; who does not answer keeps the place.', verbose_name='release places of who did not answer so many hours before the start'),
        ),
        migrations.AddField(
            model_name='registrationrules',
            name='substitute_hours',
            field=models.PositiveSmallIntegerField(default=72, validators=[django.core.validators.MinValueValidator(1)], verbose_name='hours for a substitute to accept'),
        ),
        migrations.AddField(
            model_name='registrationrules',
            name='substitutes',
            field=models.CharField(choices=[('always', 'Yes, also when others wait for a place'), ('nobody_waits', 'Only when nobody is on the waiting list'), ('never', 'No: a place that comes free goes to the waiting list')], default='always', max_length=14, verbose_name='may people hand their place to a substitute?'),
        ),
        migrations.AlterField(
            model_name='historyentry',
            name='kind',
            field=models.CharField(choices=[('registered', 'Registered'), ('waitlisted', 'Put on the waiting list'), ('confirmed', 'Confirmed'), ('changed', 'Changed'), ('cancelled', 'Cancelled'), ('checked_in', 'Checked in'), ('scan_again', 'Checked in again, was in already'), ('check_undone', 'Check-in undone'), ('walked_in', 'Registered at the desk'), ('let_in', 'Let in at the desk'), ('needs_read', 'Needs were read'), ('pending', 'Waits for approval'), ('approved', 'Approved'), ('declined', 'Declined by the organiser'), ('offered', 'Offered a place'), ('offer_no', 'Did not want the offered place'), ('offer_lapsed', 'The offer lapsed'), ('address', 'Other e-mail address'), ('handing', 'Offered the place to a substitute'), ('handed', 'Handed the place to a substitute'), ('took_over', 'Took over a place'), ('hand_ended', 'The substitute did not take the place'), ('reconfirmed', 'Says: I am coming'), ('no_answer', 'Did not say whether they come; place released'), ('again', 'Registered again'), ('waits_room', 'Waits for a workshop'), ('left_room', 'No longer waits for a workshop'), ('got_room', 'Got a place in a workshop')], max_length=12, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='entry',
            field=models.CharField(choices=[('form', 'Public form'), ('group', 'Registered by a colleague'), ('invitation', 'Invitation'), ('substitute', 'Substitute'), ('desk', 'At the desk'), ('organiser', 'Added by hand'), ('import', 'Imported list')], default='form', max_length=12, verbose_name='came in by'),
        ),
        migrations.CreateModel(
            name='AddressChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=registrations.models.registrations.new_reference, editable=False, max_length=24, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='new e-mail address')),
                ('expires_at', models.DateTimeField(verbose_name='can be confirmed until')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='address_change', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'change of address',
                'verbose_name_plural': 'changes of address',
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=registrations.models.registrations.new_reference, editable=False, max_length=24, unique=True)),
                ('state', models.CharField(choices=[('offered', 'Waits for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Not answered in time')], default='offered', max_length=10, verbose_name='state')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name of the substitute')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address of the substitute')),
                ('offered_at', models.DateTimeField(auto_now_add=True, verbose_name='offered at')),
                ('expires_at', models.DateTimeField(verbose_name='can be accepted until')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='registrations.registration')),
                ('substitute', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='taken_over_from', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'handover of a place',
                'verbose_name_plural': 'handovers of places',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'offered')), fields=('registration',), name='registrations_one_open_handover'), models.CheckConstraint(condition=models.Q(('state', 'offered'), models.Q(('email', ''), ('name', '')), _connector='OR'), name='registrations_handover_forgets')],
            },
        ),
        migrations.CreateModel(
            name='Reconfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='reminded at')),
                ('answer', models.CharField(blank=True, choices=[('coming', 'I am coming'), ('not_coming', 'I am not coming'), ('substitute', 'My colleague is coming')], max_length=10, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reconfirmation', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'reconfirmation',
                'verbose_name_plural': 'reconfirmations',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='registrations_answer_has_time')],
            },
        ),
        migrations.CreateModel(
            name='PeopleJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('import', 'Read in a list'), ('action', 'Action on several people')], max_length=10, verbose_name='kind')),
                ('state', models.CharField(choices=[('prepared', 'Not started'), ('running', 'Running'), ('done', 'Finished')], default='prepared', max_length=10, verbose_name='state')),
                ('by', models.CharField(max_length=120, verbose_name='by')),
                ('settings', models.JSONField(default=dict, verbose_name='settings')),
                ('items', models.JSONField(default=list, verbose_name='items')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='number')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='done so far')),
                ('numbers', models.JSONField(default=dict, verbose_name='outcomes')),
                ('problems', models.JSONField(default=list, verbose_name='problems')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people_jobs', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'work on many registrations',
                'verbose_name_plural': 'work on many registrations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='KeepApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note for organisers')),
            ],
            options={
                'verbose_name': 'people kept apart',
                'verbose_name_plural': 'people kept apart',
            },
        ),
        migrations.AddField(
            model_name='registrationrules',
            name='has_exchange',
            field=models.BooleanField(default=False, help_text='Only those who want it, and only with each other. Everybody can stop at any moment.', verbose_name='participants can exchange contact details'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['event', 'email_key'], name='registrations_event_person'),
        ),
        migrations.AddField(
            model_name='keepapart',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registrations.registration'),
        ),
        migrations.AddField(
            model_name='keepapart',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registrations.registration'),
        ),
        migrations.AddConstraint(
            model_name='keepapart',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='registrations_apart_once'),
        ),
        migrations.AddConstraint(
            model_name='keepapart',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='registrations_apart_in_order'),
        ),
        migrations.CreateModel(
            name='ColleagueGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=registrations.models.registrations.new_reference, editable=False, max_length=24, unique=True)),
                ('submission_key', models.UUIDField(editable=False, unique=True, verbose_name='key of the submitted form')),
                ('contact_name', models.CharField(max_length=200, verbose_name='who registered colleagues')),
                ('contact_email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(default='nl', max_length=5, verbose_name='language')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='registered at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='colleague_groups', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'colleagues registered together',
                'verbose_name_plural': 'colleagues registered together',
            },
        ),
        migrations.CreateModel(
            name='Colleague',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('is_new', models.BooleanField(default=True)),
                ('is_contact', models.BooleanField(default=False)),
                ('taken_over_at', models.DateTimeField(blank=True, null=True, verbose_name='taken over at')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='brought_by', to='registrations.registration')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='colleagues', to='registrations.colleaguegroup')),
            ],
            options={
                'verbose_name': 'colleague',
                'verbose_name_plural': 'colleagues',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('group', 'registration'), name='registrations_colleague_once')],
            },
        ),
        migrations.AlterField(
            model_name='historyentry',
            name='kind',
            field=models.CharField(choices=[('registered', 'Registered'), ('waitlisted', 'Put on the waiting list'), ('confirmed', 'Confirmed'), ('changed', 'Changed'), ('cancelled', 'Cancelled'), ('checked_in', 'Checked in'), ('scan_again', 'Checked in again, was in already'), ('check_undone', 'Check-in undone'), ('walked_in', 'Registered at the desk'), ('let_in', 'Let in at the desk'), ('merged', 'Merged with another registration'), ('needs_read', 'Needs were read'), ('pending', 'Waits for approval'), ('approved', 'Approved'), ('declined', 'Declined by the organiser'), ('offered', 'Offered a place'), ('offer_no', 'Did not want the offered place'), ('offer_lapsed', 'The offer lapsed'), ('address', 'Other e-mail address'), ('handing', 'Offered the place to a substitute'), ('handed', 'Handed the place to a substitute'), ('took_over', 'Took over a place'), ('hand_ended', 'The substitute did not take the place'), ('reconfirmed', 'Says: I am coming'), ('no_answer', 'Did not say whether they come; place released'), ('again', 'Registered again'), ('waits_room', 'Waits for a workshop'), ('left_room', 'No longer waits for a workshop'), ('got_room', 'Got a place in a workshop')], max_length=12, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='FormerLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=24, unique=True)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_links', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'former personal link',
                'verbose_name_plural': 'former personal links',
            },
        ),
        migrations.CreateModel(
            name='TwoPeople',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registrations.registration')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'two people who look alike',
                'verbose_name_plural': 'two people who look alike',
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='registrations_two_people_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='registrations_two_people_in_order')],
            },
        ),
        migrations.AlterField(
            model_name='formquestion',
            name='kind',
            field=models.CharField(choices=[('short', 'Short text'), ('long', 'Long text'), ('choice', 'One choice'), ('multiple', 'Several choices'), ('number', 'A number'), ('date', 'Date'), ('consent', 'Consent')], max_length=10, verbose_name='kind'),
        ),
    ]
