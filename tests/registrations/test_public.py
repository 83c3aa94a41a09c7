"""The public form: what it shows, what it takes, what it answers."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Municipality
from events.models import EventSector
from mailing.models import OutboxMessage
from registrations.enums import RegistrationState
from registrations.models import Needs, Place, Registration
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    OrganisationFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"')


@pytest.fixture
def event():
    return EventPageFactory(title="Systeemaanpak")


@pytest.fixture
def workshop(event):
    return WorkshopFactory(round=WorkshopRoundFactory(event=event), title="Casus Anna", capacity=1)


def show(client, event):
    return client.get(reverse("registrations:register", args=[event.pk]))


def errors(response):
    assert response.status_code == 422
    return response.context["form"].errors


def test_form_shows_the_event_and_a_new_key_each_time(client, event):
    first, second = show(client, event), show(client, event)
    assert first.status_code == 200
    assert "Systeemaanpak" in first.content.decode()
    keys = [response.context["form"]["submission_key"].value() for response in (first, second)]
    assert keys[0] != keys[1]
    assert str(keys[0]) in first.content.decode()


def test_form_asks_for_autocompletion_of_what_browsers_know(client, event):
    html = show(client, event).content.decode()
    for name in ("name", "email", "organization", "organization-title"):
        assert f'autocomplete="{name}"' in html


def test_valid_form_registers_and_redirects_without_personal_data(client, event, send):
    response = send(event)
    assert response.status_code == 302
    assert response.url == reverse("registrations:received", args=[event.pk])
    assert Registration.objects.get().name == "Samira de Vries"
    page = client.get(response.url)
    assert page.status_code == 200
    assert "samira" not in page.content.decode().lower()
    assert "samira" not in str(response.cookies).lower()


def test_received_page_shows_the_chosen_workshop(client, event, workshop, send):
    response = send(event, **{f"round_{workshop.round_id}": workshop.pk})
    assert "Casus Anna" in client.get(response.url).content.decode()


def test_received_page_without_or_with_a_forged_cookie_says_to_look_in_the_mail(client, event):
    address = reverse("registrations:received", args=[event.pk])
    assert client.get(address).status_code == 200
    client.cookies["received"] = "forged:x:y"
    assert client.get(address).status_code == 200


def test_known_and_unknown_address_look_alike(client, event, workshop, send):
    RegistrationFactory(event=event, email="bekend@gemeente.example")
    pages = []
    for email in ("bekend@gemeente.example", "nieuw@gemeente.example"):
        response = send(event, email=email)
        page = client.get(response.url).content.decode()
        pages.append((response.status_code, response.url, TOKEN.sub("", page)))
        client.cookies.clear()
    assert pages[0] == pages[1]
    assert set(OutboxMessage.objects.values_list("purpose", "to_address")) == {
        ("registration.link", "bekend@gemeente.example"),
        ("registration.confirmed", "nieuw@gemeente.example"),
    }


def test_double_click_registers_once(event, send):
    key = str(uuid.uuid4())
    assert send(event, submission_key=key).status_code == send(event, submission_key=key).status_code == 302
    assert Registration.objects.count() == OutboxMessage.objects.count() == 1


def test_key_of_another_form_never_breaks_the_page(event, send):
    assert send(event, submission_key="'; DROP TABLE").status_code == 302
    assert send(event, submission_key="", email="b@gemeente.example").status_code == 302


def test_full_event_offers_the_waiting_list(client, send):
    event = EventPageFactory(capacity=1)
    RegistrationFactory(event=event)
    assert show(client, event).context["promise"].is_waiting
    response = send(event)
    assert Registration.objects.latest("pk").state == RegistrationState.WAITLISTED
    assert client.get(response.url).context["is_waiting"]


def test_workshop_that_filled_up_is_an_error_there_and_everything_typed_stays(event, workshop, send):
    other = RegistrationFactory(event=event)
    Place.objects.create(registration=other, round=workshop.round, workshop=workshop)
    free = WorkshopFactory(round=workshop.round, title="Nog plaats")
    response = send(event, function="Beleidsmedewerker", **{f"round_{workshop.round_id}": workshop.pk})
    assert free.title in errors(response)[f"round_{workshop.round_id}"][0]
    assert "Beleidsmedewerker" in response.content.decode()
    assert f'id="id_round_{workshop.round_id}_error"' in response.content.decode()
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("which", ["closed", "of another event", "nonsense", "huge", "nul"])
def test_workshop_that_cannot_be_chosen_is_an_error_there(event, workshop, send, which):
    value = {
        "closed": lambda: WorkshopFactory(round=workshop.round, is_open_for_choice=False).pk,
        "of another event": lambda: WorkshopFactory().pk,
        "nonsense": lambda: "<script>",
        "huge": lambda: "9" * 40,
        "nul": lambda: "1\x00",
    }[which]()
    assert f"round_{workshop.round_id}" in errors(send(event, **{f"round_{workshop.round_id}": value}))


def test_closed_workshop_is_not_shown_and_a_full_one_cannot_be_picked(client, event, workshop):
    WorkshopFactory(round=workshop.round, title="Dicht", is_open_for_choice=False)
    Place.objects.create(registration=RegistrationFactory(event=event), round=workshop.round, workshop=workshop)
    html = show(client, event).content.decode()
    assert "Dicht" not in html
    assert f'value="{workshop.pk}" disabled' in html


def test_content_warning_is_shown_before_choosing(client, event, workshop):
    workshop.content_warning = "Gaat over stalking."
    workshop.save()
    assert "Gaat over stalking." in show(client, event).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 300),
        ("name", "Jan\x00Jansen"),
        ("email", "geen adres"),
        ("email", "a" * 300 + "@gemeente.example"),
        ("organisation_name", "x" * 300),
        ("function", "x" * 300),
        ("diet", "x" * 300),
        ("access_needs", "x" * 1500),
    ],
)
def test_bad_input_is_an_error_at_its_field_and_stays(event, send, field, value):
    response = send(event, **{field: value})
    assert field in errors(response)
    assert f'id="id_{field}_error"' in response.content.decode()
    assert value.partition("\x00")[0][:20] in response.content.decode()
    assert not Registration.objects.exists()


def test_script_in_a_name_is_shown_as_text(event, send):
    response = send(event, name="<script>alert(1)</script>", email="fout")
    assert "<script>alert(1)" not in response.content.decode()
    assert "&lt;script&gt;alert(1)" in response.content.decode()


@pytest.mark.parametrize("field", ["access_needs", "diet"])
def test_needs_without_consent_are_an_error_at_the_consent(event, send, field):
    assert "needs_consent" in errors(send(event, **{field: "Ringleiding"}))
    assert send(event, **{field: "Ringleiding", "needs_consent": "on"}).status_code == 302
    assert Needs.objects.count() == 1


def test_sector_must_be_one_of_the_event_and_is_shown_under_its_parent(client, event, send):
    parent = SectorFactory(name="Gemeente")
    child, alone = SectorFactory(name="Beleid", parent=parent), SectorFactory(name="Politie")
    for sector in (child, alone):
        EventSector.objects.create(page=event, sector=sector)
    assert '<optgroup label="Gemeente">' in show(client, event).content.decode()
    assert "sector" in errors(send(event))
    assert "sector" in errors(send(event, sector=SectorFactory().pk))
    assert send(event, sector=child.pk).status_code == 302
    assert Registration.objects.get().sector == child
    assert send(event, sector="none", email="b@gemeente.example").status_code == 302


def test_program_that_fills_in_the_invisible_field_gets_the_same_answer_and_no_registration(event, send):
    assert send(event, subject="koop nu").url == send(event).url
    assert Registration.objects.count() == 1


def test_form_sent_too_often_says_so_and_keeps_what_was_typed(event, send, settings):
    settings.FORM_LIMIT = 2
    for number in range(2):
        assert send(event, email=f"p{number}@gemeente.example").status_code == 302
    response = send(event, email="p3@gemeente.example")
    assert errors(response).get("__all__")
    assert "p3@gemeente.example" in response.content.decode()


def test_limit_counts_the_visitor_and_not_our_proxy(client, event, send, settings):
    settings.FORM_LIMIT = 1
    settings.TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"6.6.6.6, 10.0.0.{number}"
        assert send(event, email=f"p{number}@gemeente.example").status_code == 302


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"registration_opens_at": timezone.now() + timedelta(days=1)}, "not_yet"),
        ({"registration_closes_at": timezone.now() - timedelta(days=1)}, "closed"),
    ],
)
def test_outside_the_window_a_page_says_why(client, event, send, change, state):
    for name, value in change.items():
        setattr(event, name, value)
    event.save()
    response = show(client, event)
    assert response.status_code == 200
    assert response.context["window"].state.value == state
    assert send(event).status_code == 200
    assert not Registration.objects.exists()


def test_event_in_the_past_and_unpublished_event_take_nobody(client, event, send):
    over = EventPageFactory(dates=0)
    now = timezone.now()
    EventDateFactory(page=over, starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    assert show(client, over).context["window"].state.value == "over"
    event.live = False
    event.save()
    assert show(client, event).status_code == send(event).status_code == 404


@pytest.mark.parametrize("event_id", ["0", "999999", "9" * 30])
def test_unknown_event_is_a_404(client, event_id):
    assert client.get(f"/aanmelden/{event_id}/").status_code == 404
    assert client.post(f"/aanmelden/{event_id}/").status_code == 404


def test_form_takes_as_many_queries_with_30_workshops_as_with_one(
    client, event, workshop, django_assert_num_queries, django_assert_max_num_queries
):
    show(client, event)
    with django_assert_max_num_queries(20) as few:
        show(client, event)
    for _ in range(29):
        WorkshopFactory(round=workshop.round)
    with django_assert_num_queries(len(few.captured_queries)):
        show(client, event)


def test_suggestions_name_organisations_and_municipalities(client):
    Municipality.objects.create(code="GM9001", name="Zwollerdam")
    OrganisationFactory(name="Veilig Thuis Zwollerdam")
    address = reverse("registrations:suggestions")
    assert client.get(address, {"q": "zwoller"}).json()["names"] == ["Veilig Thuis Zwollerdam", "Gemeente Zwollerdam"]
    assert client.get(address, {"q": "gemeente zwoller"}).json()["names"][-1] == "Gemeente Zwollerdam"
    for nothing in ("", "z", "\x00\x00", "%%__"):
        assert client.get(address, {"q": nothing}).json()["names"] == []


def test_lost_link_answers_alike_and_mails_only_the_known(client, event):
    RegistrationFactory(event=event, email="Bekend@gemeente.example", email_key="bekend@gemeente.example")
    address = reverse("registrations:lost_link")
    answers = [
        client.post(address, {"email": email}).url for email in ("BEKEND@gemeente.example", "onbekend@gemeente.example")
    ]
    assert answers[0] == answers[1]
    assert client.get(answers[0]).status_code == 200
    assert list(OutboxMessage.objects.values_list("to_address", flat=True)) == ["Bekend@gemeente.example"]


def test_lost_link_with_a_bad_address_is_an_error_there(client):
    response = client.post(reverse("registrations:lost_link"), {"email": "fout"})
    assert "email" in errors(response)
    assert "fout" in response.content.decode()


def test_form_promises_the_retention_period_of_the_event(client, event, settings):
    settings.RETENTION_DAYS = 61
    assert show(client, event).context["retention_days"] == 61
    event.retention_days = 43
    event.save()
    response = show(client, event)
    assert response.context["retention_days"] == 43
    assert "43" in response.content.decode()
