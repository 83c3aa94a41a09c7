"""Shared codes: quota, end, sector, withdrawal, guessing."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from registrations.domain.cancelling import cancel_registration
from registrations.domain.codes import (
    ALPHABET,
    CodeRefused,
    admission_by_code,
    find_code,
    new_code,
    plain_code,
    restore_code,
    revoke_code,
)
from registrations.domain.registering import RegistrationData, register
from registrations.models import CodeUse, InvitationCode, Registration, RegistrationRules
from registrations.views import codes as views
from tests.factories import EventPageFactory, InvitationCodeFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventPageFactory()
    RegistrationRules.objects.create(event=event, mode="invitation")
    return event


def comes_with(code, number=1, **kwargs):
    data = RegistrationData(f"Persoon {number}", f"p{number}@a.example", **kwargs)
    return register(code.event, data, submission_key=uuid.uuid4(), admission=admission_by_code(code)).registration


def test_new_codes_have_no_letters_that_are_mistaken():
    assert set("".join(new_code() for _ in range(200))) <= set(ALPHABET)
    assert not set("0O1IL") & set(ALPHABET)


def test_code_is_found_however_it_is_typed(event):
    code = InvitationCodeFactory(event=event, code="GHNT2026")
    for typed in ("GHNT2026", " ghnt-2026 ", "gh nt 20 26"):
        assert find_code(typed) == code
    for typed in ("", "GHNT", "GHNT2027", "\x00", "x" * 500, "' OR 1=1 --"):
        assert find_code(typed) is None
    assert find_code("GHNT2026", event_id=event.pk + 1) is None
    assert plain_code("é-a b") == "AB"


def test_quota_is_never_exceeded_and_frees_with_a_cancellation(event):
    code = InvitationCodeFactory(event=event, quota=2)
    first = comes_with(code, 1)
    comes_with(code, 2)
    with pytest.raises(CodeRefused):
        comes_with(code, 3)
    assert (Registration.objects.count(), CodeUse.objects.count()) == (2, 2)
    cancel_registration(first)
    assert comes_with(code, 3).history.first().note == f"Met de code ‘{code.label}’"


@pytest.mark.parametrize("change", [{"ends_at": -1}, {"revoked_at": -1}])
def test_code_that_ended_or_was_withdrawn_lets_nobody_in(event, change):
    code = InvitationCodeFactory(event=event)
    changed = {name: timezone.now() + timedelta(minutes=minutes) for name, minutes in change.items()}
    InvitationCode.objects.filter(pk=code.pk).update(**changed)
    assert find_code(code.code) is None
    with pytest.raises(CodeRefused):
        comes_with(code)


def test_withdrawn_code_can_be_restored(event):
    code = InvitationCodeFactory(event=event)
    revoke_code(code)
    restore_code(code)
    assert find_code(code.code) == code


def test_code_of_a_sector_is_for_that_sector_and_what_is_under_it(event):
    sector = SectorFactory()
    child, other = SectorFactory(parent=sector), SectorFactory()
    code = InvitationCodeFactory(event=event, sector=sector)
    comes_with(code, 1, sector_id=sector.pk)
    comes_with(code, 2, sector_id=child.pk)
    for sector_id in (other.pk, None):
        with pytest.raises(CodeRefused):
            comes_with(code, 3, sector_id=sector_id)
    assert Registration.objects.count() == 2


def test_quota_of_nobody_is_refused_by_the_database(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationCodeFactory(event=event, quota=0)


def test_code_typed_on_the_page_leads_to_the_form(client, event):
    code = InvitationCodeFactory(event=event, code="GHNT2026")
    page = reverse("registrations:code_page", args=[event.pk])
    response = client.post(page, {"code": "ghnt-2026"})
    assert response.url == reverse("registrations:code", args=[code.code])
    form = client.get(response.url)
    assert "GHNT2026" in form.content.decode()
    assert form.context["form"].fields["email"]


@pytest.mark.parametrize("typed", ["", "FOUTFOUT", "\x00", "x" * 50, "<script>alert(1)</script>"])
def test_wrong_code_is_an_error_at_the_field(client, event, typed):
    response = client.post(reverse("registrations:code_page", args=[event.pk]), {"code": typed})
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()


def test_code_of_another_event_does_not_work_here(client, event):
    code = InvitationCodeFactory()
    assert client.post(reverse("registrations:code_page", args=[event.pk]), {"code": code.code}).status_code == 422


def test_used_up_code_says_so(client, event):
    code = InvitationCodeFactory(event=event, quota=1)
    comes_with(code)
    response = client.get(reverse("registrations:code", args=[code.code]))
    assert response.status_code == 422
    assert "zo vaak gebruikt als mag" in response.content.decode()


def test_guessing_is_limited_and_right_codes_do_not_count(client, event, monkeypatch):
    monkeypatch.setattr(views, "WRONG_GUESSES", 3)
    code = InvitationCodeFactory(event=event)
    right = reverse("registrations:code", args=[code.code])
    for _turn in range(6):
        assert client.get(right).status_code == 200
    page = reverse("registrations:code_page", args=[event.pk])
    for _turn in range(3):
        assert "Te veel" not in client.post(page, {"code": "FOUTFOUT"}).content.decode()
    assert "Te veel" in client.post(page, {"code": code.code}).content.decode()
    assert client.get(right).status_code == 422
