"""Gives the registrations that stand the times and numbers that their state needs."""

from datetime import timedelta

from django.db import migrations
from django.db.models import F
from django.utils import timezone


def fill(apps, schema_editor):
    """Confirmed since they registered, waiting in order of registering; offers did not exist yet."""
    rows = apps.get_model("registrations", "Registration").objects
    rows.filter(state="confirmed", confirmed_at=None).update(confirmed_at=F("created_at"))
    rows.filter(state="cancelled", cancelled_at=None).update(cancelled_at=F("created_at"))
    rows.filter(state="declined").update(declined_at=F("created_at"))
    rows.filter(state="offered").update(offer_expires_at=timezone.now() + timedelta(days=1))
    rows.exclude(state="cancelled").exclude(cancelled_at=None).update(cancelled_at=None)
    for row in rows.filter(state="waitlisted").only("created_at").iterator():
        rows.filter(pk=row.pk).update(queue_number=int(row.created_at.timestamp() * 1_000_000))


class Migration(migrations.Migration):
    dependencies = [("registrations", "0004_forms_rules_and_states")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
