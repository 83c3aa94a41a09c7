"""The nightly purge takes invitations and save-the-date addresses with it; no table knows them afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from mailing.models import OutboxMessage
from registrations.domain.inviting import decline_invitation
from registrations.domain.inviting_mail import send_invitations
from registrations.domain.save_the_date import InterestData, confirm_interest, leave_address
from registrations.models import Interest, Invitation
from registrations.tasks import forget_expired
from tests.factories import EventDateFactory, EventPageFactory, InvitationFactory

pytestmark = pytest.mark.django_db
CANARY = "kanarievogel"


def tables_with_canary():
    found = set()
    for model in (Invitation, Interest, OutboxMessage):
        for field in model._meta.local_concrete_fields:
            with connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT COUNT(*) FROM "{model._meta.db_table}" '
                    f'WHERE LOWER(CAST("{field.column}" AS text)) LIKE %s',
                    [f"%{CANARY}%"],
                )
                if cursor.fetchone()[0]:
                    found.add(model._meta.label)
    return found


@pytest.fixture
def event():
    """A meeting to come, with the canary invited, declined, and on the list of the save-the-date."""
    event = EventPageFactory()
    invitation = InvitationFactory(event=event, name=CANARY, email=f"{CANARY}@a.example", organisation_name=CANARY)
    send_invitations(event)
    decline_invitation(invitation, reason=CANARY)
    confirm_interest(leave_address(event, InterestData(f"{CANARY}@a.example", name=CANARY)))
    return event


def test_before_its_time_everything_is_known_as_control(event):
    forget_expired()
    assert tables_with_canary() == {"registrations.Invitation", "registrations.Interest", "mailing.OutboxMessage"}


def test_after_the_retention_period_no_table_of_ours_knows_the_person(event):
    event.dates.all().delete()
    long_ago = timezone.now() - timedelta(days=400)
    EventDateFactory(page=event, starts_at=long_ago, ends_at=long_ago + timedelta(hours=3))
    forget_expired()
    assert tables_with_canary() <= {"mailing.OutboxMessage"}
    assert not Invitation.objects.exists()
    assert not Interest.objects.exists()
