"""One contact registers several colleagues: everything or nothing is written, and no address is told to be known."""

import re
import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from events.models import EventSector
from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from registrations.domain.colleagues import find_group, token_of_group
from registrations.domain.purging import forget_people
from registrations.enums import EntryMode, RegistrationMode, RegistrationState
from registrations.models import Colleague, ColleagueGroup, Place, Registration, RegistrationRules
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db
NOISE = re.compile(r'csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"|value="[0-9a-f-]+"|/collegas/[^/"]+/')


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def workshop(event):
    return WorkshopFactory(round=WorkshopRoundFactory(event=event), title="Casus Anna")


@pytest.fixture
def post(client):
    """Sends the form with so many colleagues; ``changes`` by field."""

    def send(event, number=2, **changes):
        data = {"submission_key": str(uuid.uuid4()), "rows": max(number, 1), "if_full": "fit", "do": "register"}
        data |= {"contact_name": "Contact Persoon", "contact_email": "contact@gemeente.example"}
        for row in range(1, number + 1):
            data |= {f"name_{row}": f"Collega {row}", f"email_{row}": f"collega{row}@gemeente.example"}
        return client.post(reverse("registrations:colleagues", args=[event.pk]), {**data, **changes})

    return send


def errors(response):
    assert response.status_code == 422
    return response.context["form"].errors


def list_url():
    return reverse("registrations:colleagues_list", args=[token_of_group(ColleagueGroup.objects.latest("pk"))])


def test_each_colleague_gets_an_own_registration_link_and_mail(event, post):
    response = post(event, 3, organisation_name="Gemeente Zwolle")
    assert response.status_code == 200
    assert "collega1@" not in response.content.decode()
    people = Registration.objects.order_by("pk")
    assert [person.email for person in people] == [f"collega{n}@gemeente.example" for n in (1, 2, 3)]
    assert {person.entry for person in people} == {EntryMode.GROUP}
    assert {person.organisation_name for person in people} == {"Gemeente Zwolle"}
    assert len({person.reference for person in people}) == 3
    mails = OutboxMessage.objects.values_list("purpose", "to_address")
    assert ("registration.colleagues", "contact@gemeente.example") in mails
    assert len([purpose for purpose, _to in mails if purpose == "registration.confirmed"]) == 3


def test_mail_to_a_colleague_says_who_registered_them_and_the_contact_gets_the_list(event, post, mailoutbox):
    post(event, 1)
    deliver_due()
    by_address = {mail.to[0].partition("<")[2].rstrip(">") or mail.to[0]: mail for mail in mailoutbox}
    assert "Contact Persoon" in by_address["collega1@gemeente.example"].body
    assert list_url() in by_address["contact@gemeente.example"].body


def test_contact_who_comes_too_has_an_own_registration_and_is_not_in_the_list(client, event, post):
    post(event, 1, comes="on")
    assert Registration.objects.count() == 2
    page = client.get(list_url()).content.decode()
    assert "Collega 1" in page
    assert "Afmelden voor Contact" not in page


def test_box_of_who_comes_too_does_not_say_that_it_may_stay_empty(client, event):
    form = html.fromstring(client.get(reverse("registrations:colleagues", args=[event.pk])).content)
    said = {label.get("for"): label.text_content() for label in form.iter("label")}
    assert "niet verplicht" not in said["id_comes"]
    assert "niet verplicht" in said["id_organisation_name"], "as control"


def test_form_without_javascript_adds_a_row_and_keeps_everything(event, post):
    response = post(event, 2, do="more")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="name_3"' in page
    assert 'value="Collega 2"' in page
    assert not Registration.objects.exists()
    for hostile in ("", "-1", "9999999999", "x\x00"):
        assert post(event, 1, do="more", rows=hostile).context["form"].row_count <= 15
    assert 'value="more"' not in post(event, 15, do="more").content.decode()


def test_sixteenth_colleague_is_not_taken(event, post):
    assert post(event, 16).status_code == 200
    assert Registration.objects.count() == 15


def test_empty_rows_do_not_count_and_half_a_row_is_an_error_there(event, post):
    assert post(event, 1, rows=4).status_code == 200
    assert Registration.objects.count() == 1
    response = post(event, 2, **{"email_2": ""})
    assert set(errors(response)) == {"email_2"}
    assert "Collega 2" in response.content.decode()
    assert "name_1" in errors(post(event, 0))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_1", "x" * 300),
        ("name_1", "a\x00b"),
        ("email_1", "geen adres"),
        ("email_1", "x" * 300 + "@a.example"),
        ("contact_name", ""),
        ("contact_email", "fout"),
        ("if_full", "perhaps"),
    ],
)
def test_hostile_field_is_an_error_there_and_nothing_is_written(event, post, field, value):
    assert field in errors(post(event, 2, **{field: value}))
    assert not Registration.objects.exists()
    assert not ColleagueGroup.objects.exists()


def test_same_address_twice_in_the_form_is_an_error_at_the_second(event, post):
    assert set(errors(post(event, 2, email_2="COLLEGA1@gemeente.example"))) == {"email_2"}
    response = post(event, 1, comes="on", contact_email="collega1@gemeente.example")
    assert set(errors(response)) == {"email_1"}


def test_double_click_registers_once(event, post):
    key = str(uuid.uuid4())
    first, second = post(event, 2, submission_key=key), post(event, 2, submission_key=key)
    assert first.status_code == second.status_code == 200
    assert Registration.objects.count() == 2
    assert ColleagueGroup.objects.count() == 1


def alike(event, visit):
    """What ``visit`` shows when collega1 is registered already, and when a stranger is in that place."""
    pages = []
    for email in ("collega1@gemeente.example", "een.ander@gemeente.example"):
        with transaction.atomic():
            RegistrationFactory(event=event, name="Al Aangemeld", email=email)
            pages.append([(page.status_code, NOISE.sub("", page.content.decode())) for page in visit()])
            transaction.set_rollback(True)
    return pages


@pytest.mark.parametrize("mode", [RegistrationMode.OPEN, RegistrationMode.APPROVAL, RegistrationMode.MIXED])
@pytest.mark.parametrize("capacity", [None, 1, 2, 3])
def test_known_and_unknown_addresses_look_alike_in_answer_list_and_after_cancelling(client, post, mode, capacity):
    event = EventPageFactory(capacity=capacity)
    RegistrationRules.objects.create(event=event, mode=mode)

    def visit():
        yield post(event, 2)
        address = list_url()
        yield client.get(address)
        group = ColleagueGroup.objects.latest("pk")
        yield client.post(address, {"colleague": group.colleagues.earliest("pk").pk}, follow=True)

    known, unknown = alike(event, visit)
    assert known == unknown
    assert [status for status, _page in known] == [200, 200, 200]


def test_known_colleague_keeps_the_registration_whatever_the_contact_does(client, event, post):
    known = RegistrationFactory(event=event, email="collega1@gemeente.example", name="Eigen Naam")
    post(event, 1)
    client.post(list_url(), {"colleague": Colleague.objects.get().pk})
    known.refresh_from_db()
    assert known.state == RegistrationState.CONFIRMED
    assert known.name == "Eigen Naam"
    assert OutboxMessage.objects.filter(to_address=known.email).get().purpose == "registration.link"


@pytest.mark.parametrize("mode", list(RegistrationMode))
@pytest.mark.parametrize("capacity", [None, 1, 2])
def test_single_form_answers_alike_in_every_mode(client, send, mode, capacity):
    event = EventPageFactory(capacity=capacity)
    RegistrationRules.objects.create(event=event, mode=mode)

    def visit():
        client.cookies.clear()
        response = send(event, email="collega1@gemeente.example")
        yield response
        if response.status_code == 302:
            yield client.get(response.url)

    known, unknown = alike(event, visit)
    assert known == unknown


def test_event_by_invitation_takes_no_group(event, post):
    RegistrationRules.objects.create(event=event, mode=RegistrationMode.INVITATION)
    assert "if_full" not in post(event, 2).content.decode()
    assert not Registration.objects.exists()


def test_as_many_as_fit_come_and_the_others_wait(post):
    event = EventPageFactory(capacity=2)
    response = post(event, 3)
    assert response.context["confirmed"] == 2
    assert response.context["waiting"] == 1
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "confirmed", "waitlisted"]


def test_all_or_nobody_registers_nobody_when_one_does_not_fit(post):
    event = EventPageFactory(capacity=2)
    response = post(event, 3, if_full="all")
    assert "if_full" in errors(response)
    assert "Collega 3" in response.content.decode()
    assert not Registration.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert post(event, 2, if_full="all").status_code == 200
    assert Registration.objects.confirmed().count() == 2


def test_workshop_is_the_same_as_the_contacts_or_an_own_choice(event, workshop, post):
    other = WorkshopFactory(round=workshop.round)
    name = f"round_{workshop.round_id}"
    post(event, 3, **{name: workshop.pk, f"{name}_1": "same", f"{name}_2": other.pk, f"{name}_3": ""})
    chosen = dict(Place.objects.values_list("registration__name", "workshop"))
    assert chosen == {"Collega 1": workshop.pk, "Collega 2": other.pk}


def test_workshop_with_too_few_places_is_an_error_at_who_does_not_fit_and_nobody_is_registered(event, workshop, post):
    workshop.capacity = 1
    workshop.save()
    name = f"round_{workshop.round_id}"
    rows = {f"{name}_1": "same", f"{name}_2": "same"}
    assert set(errors(post(event, 2, **{name: workshop.pk, **rows}))) == {f"{name}_2"}
    assert set(errors(post(event, 1, comes="on", **{name: workshop.pk, **rows}))) == {f"{name}_1"}
    assert not Registration.objects.exists()
    assert post(event, 2, **{name: workshop.pk, **rows, f"{name}_2": ""}).status_code == 200


def test_closed_workshop_is_an_error(event, workshop, post):
    workshop.is_open_for_choice = False
    other = WorkshopFactory(round=workshop.round)
    workshop.save()
    name = f"round_{workshop.round_id}"
    assert f"{name}_1" in errors(post(event, 1, **{f"{name}_1": workshop.pk}))
    assert post(event, 1, **{f"{name}_1": other.pk}).status_code == 200


def test_sector_is_asked_of_each(event, post):
    sector = SectorFactory()
    EventSector.objects.create(page=event, sector=sector)
    assert set(errors(post(event, 2, sector_1=sector.pk))) == {"sector_2"}
    assert post(event, 2, sector_1=sector.pk, sector_2="none").status_code == 200
    assert list(Registration.objects.order_by("pk").values_list("sector", flat=True)) == [sector.pk, None]


def test_contact_cancels_for_who_has_not_taken_over(client, event, post):
    post(event, 1)
    colleague = Colleague.objects.get()
    client.get(list_url())
    assert Registration.objects.confirmed().count() == 1
    client.post(list_url(), {"colleague": colleague.pk})
    assert Registration.objects.get().state == RegistrationState.CANCELLED
    assert Registration.objects.get().history.latest("pk").actor == "Contact Persoon"


def test_contact_can_no_longer_cancel_for_who_pressed_the_button(client, event, post, place_url):
    post(event, 1)
    registration = Registration.objects.get()
    page = client.get(place_url(registration)).content.decode()
    assert "Contact Persoon" in page
    assert Colleague.objects.get().taken_over_at is None
    assert client.get(place_url(registration, "take_over")).status_code == 405
    client.post(place_url(registration, "take_over"))
    assert place_url(registration, "take_over") not in client.get(place_url(registration)).content.decode()
    assert "Regelt het zelf" in client.get(list_url()).content.decode()
    client.post(list_url(), {"colleague": Colleague.objects.get().pk})
    assert Registration.objects.get().state == RegistrationState.CONFIRMED


def test_who_changed_something_alone_has_taken_over(client, event, workshop, post, place_url):
    post(event, 1)
    registration = Registration.objects.get()
    client.post(place_url(registration, "my_workshops"), {f"round_{workshop.round_id}": workshop.pk})
    client.post(list_url(), {"colleague": Colleague.objects.get().pk})
    assert Registration.objects.get().state == RegistrationState.CONFIRMED


@pytest.mark.parametrize("pk", ["", "0", "x\x00", "9" * 40])
def test_press_for_nobody_changes_nothing(client, event, post, pk):
    post(event, 1)
    assert client.post(list_url(), {"colleague": pk}).status_code == 302
    assert Registration.objects.get().state == RegistrationState.CONFIRMED


def test_contact_cancels_nobody_of_another_group(client, event, post):
    post(event, 1)
    theirs = Colleague.objects.get()
    other = EventPageFactory()
    post(other, 1)
    client.post(list_url(), {"colleague": theirs.pk})
    assert theirs.registration.state == RegistrationState.CONFIRMED
    assert Colleague.objects.get(pk=theirs.pk).withdrawn_at is None


def test_forged_link_leads_to_no_list(client, event, post):
    post(event, 1)
    token = token_of_group(ColleagueGroup.objects.get())
    assert find_group(token) is not None
    assert client.get(reverse("registrations:colleagues_list", args=[token[:-1] + "x"])).status_code == 404


def test_group_is_forgotten_with_the_people(event, post):
    post(event, 2)
    forget_people(event.pk)
    assert not ColleagueGroup.objects.exists()
    assert not Colleague.objects.exists()


def test_program_that_fills_in_the_invisible_field_registers_nobody(event, post):
    assert post(event, 1, subject="koop").status_code == 200
    assert not Registration.objects.exists()


def test_list_takes_as_many_queries_for_15_colleagues_as_for_one(client, post):
    counts = []
    for number in (1, 15):
        post(EventPageFactory(), number)
        with CaptureQueriesContext(connection) as queries:
            client.get(list_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
