"""Letters at chosen moments: when, to whom, once, caught up but never ridiculously late."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from events.models import EventPage
from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from registrations.domain import moments as subject
from registrations.domain.moments import (
    KINDS,
    MOST_DAYS,
    MOST_MOMENTS,
    due_time,
    moments_of,
    parse_days,
    planned,
    save_moments,
    send_due_moments,
)
from registrations.enums import RegistrationState
from registrations.models import Attendance, LetterMoments, MomentRun, Registration
from tests.factories import EventDateFactory, EventPageFactory, RegistrationFactory, UserFactory

REMINDER, PRACTICAL, THANKS = KINDS


def local(*parts):
    return timezone.make_aware(datetime(*parts))


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that the sweep sees."""

    def set_to(moment):
        monkeypatch.setattr(subject.timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def event(db):
    page = EventPageFactory(title="Systeemaanpak")
    page.dates.all().delete()
    EventDateFactory(page=page, starts_at=local(2031, 3, 20, 12, 30), ends_at=local(2031, 3, 20, 17, 0))
    EventPage.objects.filter(pk=page.pk).update(first_published_at=local(2031, 1, 1))
    return EventPage.objects.get(pk=page.pk)


def person(event, at=None, **kwargs):
    registration = RegistrationFactory(event=event, **kwargs)
    moment = at or local(2031, 2, 1)
    Registration.objects.filter(pk=registration.pk).update(created_at=moment, confirmed_at=moment)
    return registration


@given(st.text(max_size=20))
def test_parse_days_gives_few_whole_days_or_an_error(typed):
    try:
        days = parse_days(typed)
    except ValueError:
        return
    assert len(days) <= MOST_MOMENTS
    assert all(0 <= day <= MOST_DAYS for day in days)
    assert list(days) == sorted(set(days), reverse=True)
    assert parse_days(", ".join(map(str, days))) == days


@pytest.mark.parametrize("typed", ["x", "-1", "61", "1.5", "1,2,3,4,5,6", "²"])
def test_parse_days_refuses_what_is_no_number_of_days(typed):
    with pytest.raises(ValueError, match=re.escape(typed)):
        parse_days(typed)


def test_moment_is_at_the_hour_of_the_wall_clock_over_the_change_of_time(event):
    date = event.dates.get()
    date.starts_at, date.ends_at = local(2031, 4, 2, 12, 30), local(2031, 4, 2, 17, 0)  # summer time began 30 March
    assert due_time(REMINDER, date, 7, 9) == local(2031, 3, 26, 9)
    assert due_time(THANKS, date, 1, 9) == local(2031, 4, 3, 9)


def test_reminder_goes_seven_days_and_one_day_before_and_once_each(event, clock):
    person(event)
    for now, number in (
        (local(2031, 3, 13, 8, 59), 0),
        (local(2031, 3, 13, 9, 0), 1),
        (local(2031, 3, 13, 9, 2), 0),
        (local(2031, 3, 19, 9, 1), 1),
        (local(2031, 3, 19, 9, 3), 0),
    ):
        clock(now)
        assert send_due_moments() == number, now
    assert OutboxMessage.objects.filter(purpose="registration.reminder").count() == 2


def test_sweep_that_died_half_way_does_not_mail_twice(event, clock, monkeypatch):
    for number in range(3):
        person(event, name=f"P{number}")
    clock(local(2031, 3, 13, 9, 1))
    monkeypatch.setattr(subject, "CHUNK", 2)
    with monkeypatch.context() as crash:
        calls = []
        crash.setattr(
            subject, "queue_mail", lambda *a, **k: calls.append(a) or (_fail() if len(calls) == 3 else q(*a, **k))
        )
        with pytest.raises(SystemExit):
            send_due_moments()
    assert OutboxMessage.objects.count() == 2
    send_due_moments()
    assert OutboxMessage.objects.count() == 3


def q(*args, **kwargs):
    from registrations.domain.mails import queue_mail

    return queue_mail(*args, **kwargs)


def _fail():
    raise SystemExit


@pytest.mark.parametrize(("hours_late", "number"), [(5, 1), (47, 1), (49, 0)])
def test_moment_is_caught_up_after_downtime_but_not_days_later(event, clock, hours_late, number):
    person(event)
    clock(local(2031, 3, 13, 9) + timedelta(hours=hours_late))
    assert send_due_moments() == number


def test_reminder_never_leaves_once_the_date_has_begun(event, clock):
    person(event)
    save_moments(event, {"reminder": ((0,), 9)})
    LetterMoments.objects.update(saved_at=local(2031, 1, 1))
    clock(local(2031, 3, 20, 12, 31))
    assert send_due_moments() == 0
    clock(local(2031, 3, 20, 12, 29))
    assert send_due_moments() == 1


def test_who_registers_after_the_moment_gets_nothing_of_it(event, clock):
    person(event, at=local(2031, 3, 13, 9, 30))
    clock(local(2031, 3, 13, 10))
    assert send_due_moments() == 0


def test_moment_that_was_past_when_it_was_chosen_is_passed_over(event, clock):
    person(event)
    save_moments(event, {"reminder": ((6,), 9)})
    LetterMoments.objects.update(saved_at=local(2031, 3, 14, 10))
    clock(local(2031, 3, 14, 10, 5))
    assert send_due_moments() == 0


def test_event_published_after_the_moment_does_not_mail(event, clock):
    person(event)
    EventPage.objects.update(first_published_at=local(2031, 3, 13, 9, 30))
    clock(local(2031, 3, 13, 10))
    assert send_due_moments() == 0


@pytest.mark.parametrize(
    "change", [{"live": False}, {"cancelled_at": timezone.now()}], ids=["not published", "called off"]
)
def test_no_reminder_of_what_is_not_on(event, clock, change):
    person(event)
    EventPage.objects.filter(pk=event.pk).update(**change)
    clock(local(2031, 3, 13, 9, 1))
    assert send_due_moments() == 0


def test_who_cancelled_meanwhile_gets_no_reminder(event, clock):
    registration = person(event)
    clock(local(2031, 3, 13, 9, 1))
    send_due_moments()
    Registration.objects.filter(pk=registration.pk).update(
        state=RegistrationState.CANCELLED, cancelled_at=timezone.now()
    )
    deliver_due()
    assert mail.outbox == []


def test_a_moved_date_has_new_moments(event, clock):
    person(event)
    clock(local(2031, 3, 13, 9, 1))
    assert send_due_moments() == 1
    event.dates.update(starts_at=local(2031, 3, 27, 12, 30), ends_at=local(2031, 3, 27, 17))
    clock(local(2031, 3, 20, 9, 1))
    assert send_due_moments() == 1
    assert MomentRun.objects.count() == 2


def test_every_date_of_a_series_has_its_reminder_and_one_thanks(event):
    EventDateFactory(page=event, starts_at=local(2031, 4, 10, 12, 30), ends_at=local(2031, 4, 10, 17))
    letters = [moment.kind.letter for moment in planned(event)]
    assert letters == ["reminder"] * 4 + ["thanks"]


def test_thanks_go_to_who_was_there(event, clock):
    came, stayed_away = person(event, name="Kwam"), person(event, name="Bleef weg")
    Attendance.objects.create(registration=came, event_date=event.dates.get(), checked_in_at=timezone.now())
    clock(local(2031, 3, 21, 9, 1))
    assert send_due_moments() == 2
    deliver_due()
    assert [email.to for email in mail.outbox] == [[f"Kwam <{came.email}>"]]
    assert stayed_away.email not in str(mail.outbox[0].message())
    assert "verslag" in mail.outbox[0].body
    assert "{" not in mail.outbox[0].body


def test_without_check_in_everybody_with_a_place_is_thanked(event, clock):
    person(event)
    clock(local(2031, 3, 21, 9, 1))
    send_due_moments()
    deliver_due()
    assert len(mail.outbox) == 1


def test_default_moments_hold_until_others_are_chosen(event):
    assert moments_of(event)["reminder"].days == (7, 1)
    save_moments(event, {"reminder": ((), 9), "practical": ((3,), 17)})
    assert moments_of(event)["reminder"].days == ()
    assert (moments_of(event)["practical"].days, moments_of(event)["practical"].hour) == ((3,), 17)


def test_moments_page_saves_and_refuses_at_the_field(client, event):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("registrations_admin:moments", args=[event.pk])
    good = {"reminder_days": "3, 1", "practical_days": "", "thanks_days": "2"}
    good |= {f"{kind.letter}_hour": "10" for kind in KINDS}
    assert client.post(url, good).status_code == 302
    assert moments_of(event)["reminder"].days == (3, 1)
    response = client.post(url, {**good, "reminder_days": "een week", "thanks_hour": "25"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "een week" in html
    assert "Geef hooguit" in html
    assert "3, 1" in client.get(reverse("event_mail:letters", args=[event.pk])).content.decode()
