import django.db.models.deletion
import registrations.models.registrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_initial'),
        ('events', '0003_retention_days'),
        ('registrations', '0003_desk'),
        ('workshops', '0003_templates_go_with_their_event'),
    ]

    operations = [
        migrations.AddField(
            model_name='registration',
            name='asks_contact_person',
            field=models.BooleanField(default=False, verbose_name='would like a contact person'),
        ),
        migrations.AddField(
            model_name='registration',
            name='badge_name',
            field=models.CharField(blank=True, help_text='Empty: the own name.', max_length=120, verbose_name='name on the badge'),
        ),
        migrations.AddField(
            model_name='registration',
            name='companion_name',
            field=models.CharField(blank=True, help_text='Who comes along with this person.', max_length=200, verbose_name='companion'),
        ),
        migrations.AddField(
            model_name='registration',
            name='contact_person',
            field=models.CharField(blank=True, help_text='Who in the organisation is there for this person, and how to reach them.', max_length=200, verbose_name='contact person'),
        ),
        migrations.AddField(
            model_name='registration',
            name='photo_consent',
            field=models.CharField(blank=True, choices=[('', 'Not asked or not answered'), ('yes', 'Yes, I may be in photographs'), ('no', 'No, rather not')], default='', max_length=3, verbose_name='may be in photographs'),
        ),
        migrations.AddField(
            model_name='registration',
            name='sectors',
            field=models.ManyToManyField(blank=True, help_text='Who has more than one role. Counts and quotas look at the first sector only.', related_name='+', to='core.sector', verbose_name='other sectors'),
        ),
        migrations.AddField(
            model_name='registration',
            name='shares_contact',
            field=models.BooleanField(default=False, verbose_name='takes part in the exchange of contact details'),
        ),
        migrations.CreateModel(
            name='RegistrationRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('mode', models.CharField(choices=[('open', 'Open: who registers has a place, as long as there are places'), ('approval', 'By approval: you decide about each registration'), ('invitation', 'By invitation: only with a personal link or a code'), ('mixed', 'Mixed: with an invitation or code at once, others by approval')], default='open', max_length=12, verbose_name='who may register')),
                ('overbooking', models.PositiveSmallIntegerField(default=0, help_text='So many more places are given than there are seats. At free meetings one in five stays away.', verbose_name='extra places because some do not come')),
                ('waiting_order', models.CharField(choices=[('chronological', 'In order of registering'), ('lot', 'By lot: everybody on the list has the same chance')], default='chronological', max_length=14, verbose_name='who is first on the waiting list')),
                ('lot_seed', models.CharField(blank=True, editable=False, max_length=32, verbose_name='drawn number of the lot')),
                ('offer_hours', models.PositiveSmallIntegerField(default=0, help_text='0: a place that comes free is given at once, without asking.', verbose_name='hours to accept an offered place')),
                ('offers_stop_hours', models.PositiveSmallIntegerField(default=0, help_text='After that the desk decides. 0: until the start.', verbose_name='stop giving free places so many hours before the start')),
                ('held_until_hours', models.PositiveSmallIntegerField(default=0, help_text='Places that are still held for a background then go to everybody. 0: never.', verbose_name='release held places so many hours before the start')),
                ('changes_stop_hours', models.PositiveSmallIntegerField(default=0, help_text='After that registrants can no longer change their answers or workshops. 0: until the end.', verbose_name='stop changes so many hours before the start')),
                ('reconfirmation_days', models.PositiveSmallIntegerField(default=0, help_text='0: do not ask.', verbose_name='ask whether people still come so many days before the start')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='registration_rules', to='events.eventpage', verbose_name='event')),
            ],
            options={
                'verbose_name': 'registration rules',
                'verbose_name_plural': 'registration rules',
                'constraints': [models.CheckConstraint(condition=models.Q(('mode__in', ['open', 'approval', 'invitation', 'mixed'])), name='registrations_rules_mode'), models.CheckConstraint(condition=models.Q(models.Q(('waiting_order', 'lot'), _negated=True), models.Q(('lot_seed', ''), _negated=True), _connector='OR'), name='registrations_lot_has_seed')],
            },
        ),
        migrations.CreateModel(
            name='SectorQuota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('maximum', models.PositiveIntegerField(blank=True, null=True, verbose_name='at most')),
                ('held', models.PositiveIntegerField(default=0, verbose_name='places held')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sector_quotas', to='events.eventpage', verbose_name='event')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'quota of a sector',
                'verbose_name_plural': 'quotas of sectors',
                'constraints': [models.UniqueConstraint(fields=('event', 'sector'), name='registrations_quota_once'), models.CheckConstraint(condition=models.Q(('maximum__isnull', True), ('held__lte', models.F('maximum')), _connector='OR'), name='registrations_quota_fits'), models.CheckConstraint(condition=models.Q(('maximum__isnull', False), ('held__gt', 0), _connector='OR'), name='registrations_quota_says_something')],
            },
        ),
        migrations.AddField(
            model_name='registration',
            name='entry',
            field=models.CharField(choices=[('form', 'Public form'), ('group', 'Registered by a colleague'), ('invitation', 'Invitation'), ('desk', 'At the desk'), ('organiser', 'Added by hand'), ('import', 'Imported list')], default='form', max_length=12, verbose_name='came in by'),
        ),
        migrations.CreateModel(
            name='InvitationCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('label', models.CharField(help_text='For yourself: for whom this code is.', max_length=120, verbose_name='label')),
                ('quota', models.PositiveIntegerField(blank=True, help_text='Empty: no limit.', null=True, verbose_name='for how many people')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='works until')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitation_codes', to='events.eventpage', verbose_name='event')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.sector', verbose_name='only for')),
            ],
            options={
                'verbose_name': 'code',
                'verbose_name_plural': 'codes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CodeUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='code_use', to='registrations.registration')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='registrations.invitationcode')),
            ],
            options={
                'verbose_name': 'use of a code',
                'verbose_name_plural': 'uses of codes',
            },
        ),
        migrations.CreateModel(
            name='InvitationReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(verbose_name='remind on')),
                ('done_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='done at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitation_reminders', to='events.eventpage', verbose_name='event')),
            ],
            options={
                'verbose_name': 'reminder of the invitation',
                'verbose_name_plural': 'reminders of the invitation',
                'ordering': ['due_at'],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=registrations.models.registrations.new_reference, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('email_key', models.CharField(editable=False, max_length=254)),
                ('language', models.CharField(default='nl', max_length=5, verbose_name='language')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='left at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told that registration is open at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='events.eventpage', verbose_name='event')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'address at a save-the-date',
                'verbose_name_plural': 'addresses at a save-the-date',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'email_key'), name='registrations_interest_once'), models.CheckConstraint(condition=models.Q(('told_at', None), ('confirmed_at__isnull', False), _connector='OR'), name='registrations_interest_told_if_confirmed')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=registrations.models.registrations.new_reference, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('email_key', models.CharField(editable=False, max_length=254)),
                ('organisation_name', models.CharField(blank=True, max_length=200, verbose_name='organisation')),
                ('language', models.CharField(default='nl', max_length=5, verbose_name='language')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('last_mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='last mailed at')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='form opened at')),
                ('declined_at', models.DateTimeField(blank=True, null=True, verbose_name='declined at')),
                ('decline_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('bounced_at', models.DateTimeField(blank=True, null=True, verbose_name='bounced at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('colleague_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='colleagues', to='registrations.invitation', verbose_name='named by')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='events.eventpage', verbose_name='event')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.municipality', verbose_name='municipality')),
                ('programme_region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.region', verbose_name='programme region')),
                ('registration', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitation', to='registrations.registration', verbose_name='registration')),
                ('safety_region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.region', verbose_name='safety region')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'email_key'), name='registrations_invitation_once'), models.CheckConstraint(condition=models.Q(('decline_reason', ''), ('declined_at__isnull', False), _connector='OR'), name='registrations_reason_if_declined')],
            },
        ),
        migrations.AddConstraint(
            model_name='invitationcode',
            constraint=models.CheckConstraint(condition=models.Q(('quota', None), ('quota__gt', 0), _connector='OR'), name='registrations_code_lets_somebody_in'),
        ),
        migrations.AddConstraint(
            model_name='invitationreminder',
            constraint=models.UniqueConstraint(fields=('event', 'due_at'), name='registrations_reminder_once'),
        ),
        migrations.AddField(
            model_name='registration',
            name='declined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='declined at'),
        ),
        migrations.AddField(
            model_name='registration',
            name='offer_expires_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='offer holds until'),
        ),
        migrations.AddField(
            model_name='registration',
            name='queue_number',
            field=models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='number on the waiting list'),
        ),
        migrations.AlterField(
            model_name='historyentry',
            name='kind',
            field=models.CharField(choices=[('registered', 'Registered'), ('waitlisted', 'Put on the waiting list'), ('confirmed', 'Confirmed'), ('changed', 'Changed'), ('cancelled', 'Cancelled'), ('checked_in', 'Checked in'), ('scan_again', 'Checked in again, was in already'), ('check_undone', 'Check-in undone'), ('walked_in', 'Registered at the desk'), ('let_in', 'Let in at the desk'), ('pending', 'Waits for approval'), ('approved', 'Approved'), ('declined', 'Declined by the organiser'), ('offered', 'Offered a place'), ('offer_no', 'Did not want the offered place'), ('offer_lapsed', 'The offer lapsed'), ('again', 'Registered again'), ('waits_room', 'Waits for a workshop'), ('left_room', 'No longer waits for a workshop'), ('got_room', 'Got a place in a workshop')], max_length=12, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='WorkshopWait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('queue_number', models.BigIntegerField(verbose_name='number on the waiting list')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workshop_waits', to='registrations.registration')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workshop_waits', to='workshops.workshopround')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workshop_waits', to='workshops.workshop')),
            ],
            options={
                'verbose_name': 'waiting for a workshop',
                'verbose_name_plural': 'waiting for workshops',
                'indexes': [models.Index(fields=['workshop', 'queue_number'], name='registrations_workshop_queue')],
                'constraints': [models.UniqueConstraint(fields=('registration', 'round'), name='registrations_one_wait_per_round')],
            },
        ),
    ]
