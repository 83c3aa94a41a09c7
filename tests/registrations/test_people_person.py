"""The organiser's page of one person: edit without undoing others, workshops, state, notes, adding by hand."""

import re
import uuid

import pytest
from django.urls import reverse

from events.models import EventSector
from mailing.models import OutboxMessage
from registrations.domain.assigning import assign_workshops
from registrations.domain.errors import PlacesTaken
from registrations.enums import EntryMode
from registrations.enums import RegistrationState as State
from registrations.models import OrganiserNote, Place, Preference, Registration
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    return client


@pytest.fixture
def anna(event):
    return RegistrationFactory(event=event, name="Anna", email="anna@x.example", organisation_name="Gemeente Zwolle")


def url(registration, name="detail", *args):
    return reverse(f"registrations_admin:{name}", args=[registration.event_id, registration.pk, *args])


@pytest.fixture
def opened(organiser):
    """What the edit page of somebody sends back unless something is changed."""

    def open_page(registration):
        form = organiser.get(url(registration, "edit")).context["form"]
        return {name: form[name].value() or "" for name in form.fields}

    return open_page


def test_edit_changes_every_field_and_writes_it_down(organiser, event, anna, opened):
    sector = SectorFactory()
    EventSector.objects.create(page=event, sector=sector)
    data = {
        **opened(anna),
        "name": "Anna de Boer",
        "email": "Nieuw@X.example",
        "organisation_name": "Politie",
        "function": "wijkagent",
        "sector_id": sector.pk,
        "badge_name": "Anna",
        "companion_name": "Bram",
        "contact_person": "Carla",
        "language": "en",
    }
    assert organiser.post(url(anna, "edit"), data).status_code == 302
    anna.refresh_from_db()
    assert (anna.name, anna.email, anna.email_key) == ("Anna de Boer", "Nieuw@X.example", "nieuw@x.example")
    assert (anna.organisation_name, anna.function, anna.sector) == ("Politie", "wijkagent", sector)
    assert (anna.badge_name, anna.companion_name, anna.contact_person) == ("Anna", "Bram", "Carla")
    entry = anna.history.last()
    assert entry.actor == "organisator"
    assert "naam" in entry.note
    assert "Gewijzigd" in organiser.get(url(anna)).content.decode()


def test_edit_of_nothing_writes_nothing_down(organiser, anna, opened):
    organiser.post(url(anna, "edit"), opened(anna))
    assert not anna.history.exists()


def test_edit_keeps_what_somebody_else_changed_in_another_field(organiser, anna, opened):
    mine, theirs = opened(anna), opened(anna)
    organiser.post(url(anna, "edit"), {**theirs, "function": "wethouder"})
    organiser.post(url(anna, "edit"), {**mine, "name": "Anna Vos"})
    anna.refresh_from_db()
    assert (anna.name, anna.function) == ("Anna Vos", "wethouder")


def test_edit_of_the_same_field_shows_both_and_overwrites_only_knowingly(organiser, anna, opened):
    mine, theirs = opened(anna), opened(anna)
    organiser.post(url(anna, "edit"), {**theirs, "name": "Anna Jansen"})
    page = organiser.post(url(anna, "edit"), {**mine, "name": "Anna Vos"})
    assert page.status_code == 422
    html = page.content.decode()
    assert "Anna Jansen" in html
    assert 'value="Anna Vos"' in html
    anna.refresh_from_db()
    assert anna.name == "Anna Jansen"
    seen = re.search(r'name="seen" value="([^"]+)"', html).group(1)
    organiser.post(url(anna, "edit"), {**mine, "name": "Anna Vos", "seen": seen})
    anna.refresh_from_db()
    assert anna.name == "Anna Vos"


@pytest.mark.parametrize("seen", ["", "broken", "e30:1abc:xyz"])
def test_edit_with_a_forged_memory_is_refused(organiser, anna, opened, seen):
    page = organiser.post(url(anna, "edit"), {**opened(anna), "name": "Anders", "seen": seen})
    assert page.status_code == 422
    anna.refresh_from_db()
    assert anna.name == "Anna"


def test_edit_to_an_address_of_somebody_else_is_an_error_at_the_field(organiser, event, anna, opened):
    RegistrationFactory(event=event, name="Bram", email="bram@x.example")
    page = organiser.post(url(anna, "edit"), {**opened(anna), "email": "BRAM@x.example"})
    assert page.status_code == 422
    assert "Bram is al aangemeld" in str(page.context["form"].errors["email"])


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 300), ("name", "a\x00b"), ("email", "geen adres"), ("sector_id", "9" * 40)],
)
def test_edit_with_bad_input_keeps_what_was_typed(organiser, anna, opened, field, value):
    page = organiser.post(url(anna, "edit"), {**opened(anna), field: value, "function": "<script>alert(1)</script>"})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    html = page.content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


def test_address_may_be_removed(organiser, anna, opened):
    organiser.post(url(anna, "edit"), {**opened(anna), "email": ""})
    anna.refresh_from_db()
    assert (anna.email, anna.email_key) == ("", anna.reference)


@pytest.fixture
def rooms(event):
    """Two workshops of one round: a small one that visitors cannot choose, and a large one."""
    round_ = WorkshopRoundFactory(event=event)
    return WorkshopFactory(round=round_, capacity=1, title="Klein"), WorkshopFactory(round=round_, title="Groot")


def test_workshop_is_given_with_mail_and_history(organiser, anna, rooms):
    small, _large = rooms
    data = {f"round_{small.round_id}": small.pk, "with_mail": "on"}
    assert organiser.post(url(anna, "workshops"), data).status_code == 302
    assert Place.objects.get().workshop == small
    assert anna.history.last().note == "Klein"
    assert OutboxMessage.objects.filter(purpose="registration.changed").count() == 1


def test_full_workshop_is_given_only_when_that_is_ticked(organiser, event, anna, rooms):
    small, _large = rooms
    Place.objects.create(registration=RegistrationFactory(event=event), round=small.round, workshop=small)
    data = {f"round_{small.round_id}": small.pk}
    page = organiser.post(url(anna, "workshops"), data)
    assert page.status_code == 422
    assert "Klein" in str(page.context["form"].errors)
    assert organiser.post(url(anna, "workshops"), {**data, "anyway": "on"}).status_code == 302
    assert Place.objects.filter(workshop=small).count() == 2
    assert not OutboxMessage.objects.exists()


def test_workshop_of_another_event_is_no_choice(organiser, anna, rooms):
    other = WorkshopFactory()
    page = organiser.post(url(anna, "workshops"), {f"round_{rooms[0].round_id}": other.pk})
    assert page.status_code == 422
    assert not Place.objects.exists()


def test_who_waits_gets_a_wish_and_no_place(event, rooms):
    waiting = RegistrationFactory(event=event, state=State.WAITLISTED)
    assign_workshops(waiting, {rooms[1].round_id: rooms[1].pk}, actor="x")
    assert not Place.objects.exists()
    assert Preference.objects.get().workshop == rooms[1]


def test_last_place_is_given_once(event, anna, rooms):
    small, _large = rooms
    other = RegistrationFactory(event=event)
    assign_workshops(anna, {small.round_id: small.pk}, actor="x")
    with pytest.raises(PlacesTaken):
        assign_workshops(other, {small.round_id: small.pk}, actor="x")


ENDS = [
    ("approve", State.PENDING, State.CONFIRMED),
    ("confirm", State.WAITLISTED, State.CONFIRMED),
    ("offer", State.WAITLISTED, State.OFFERED),
    ("decline", State.PENDING, State.DECLINED),
    ("cancel", State.CONFIRMED, State.CANCELLED),
    ("reinstate", State.CANCELLED, State.CONFIRMED),
]


@pytest.mark.parametrize(("action", "before", "after"), ENDS)
def test_action_asks_first_and_changes_the_state_on_a_post(organiser, event, action, before, after):
    registration = RegistrationFactory(event=event, state=before)
    address = url(registration, "act", action)
    assert address in organiser.get(url(registration)).content.decode()
    assert organiser.get(address).status_code == 200
    registration.refresh_from_db()
    assert registration.state == before
    assert organiser.post(address).status_code == 302
    registration.refresh_from_db()
    assert registration.state == after
    assert registration.history.last().actor == "organisator"


def test_place_over_the_number_needs_a_tick(organiser, event):
    RegistrationFactory(event=event)
    event.capacity = 1
    event.save()
    waiting = RegistrationFactory(event=event, state=State.WAITLISTED)
    page = organiser.post(url(waiting, "act", "confirm"))
    assert page.status_code == 422
    assert 'name="anyway"' in page.content.decode()
    organiser.post(url(waiting, "act", "confirm"), {"anyway": "on"})
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


def test_action_that_does_not_fit_is_told_and_changes_nothing(organiser, anna):
    page = organiser.post(url(anna, "act", "approve"))
    assert page.status_code == 422
    assert organiser.post(url(anna, "act", "launch")).status_code == 404


@pytest.mark.parametrize(("action", "purpose"), [("link", "link"), ("letter", "confirmed")])
def test_mail_is_sent_again_once_per_press(organiser, anna, action, purpose):
    organiser.post(url(anna, "act", action))
    organiser.post(url(anna, "act", action))
    message = OutboxMessage.objects.get()
    assert (message.purpose, message.to_address) == (f"registration.{purpose}", "anna@x.example")


def test_mail_to_who_has_no_address_is_refused_in_words(organiser, event):
    nobody = RegistrationFactory(event=event, email="", email_key="x")
    assert "geen e-mailadres" in organiser.post(url(nobody, "act", "link")).content.decode()


def test_notes_are_added_seen_and_removed(organiser, anna):
    organiser.post(url(anna, "note_add"), {"text": "Belt terug <b>morgen</b>"})
    html = organiser.get(url(anna)).content.decode()
    assert "Belt terug &lt;b&gt;morgen" in html
    note = OrganiserNote.objects.get()
    assert note.by == "organisator"
    organiser.post(url(anna, "note_remove", note.pk))
    assert not OrganiserNote.objects.exists()


def test_empty_note_is_an_error(organiser, anna):
    assert organiser.post(url(anna, "note_add"), {"text": " "}).status_code == 422


def test_note_of_another_person_is_a_404(organiser, event, anna):
    note = OrganiserNote.objects.create(registration=RegistrationFactory(event=event), text="x", by="y")
    assert organiser.post(url(anna, "note_remove", note.pk)).status_code == 404


@pytest.mark.parametrize("name", ["detail", "edit", "workshops"])
def test_person_of_another_event_is_a_404(organiser, event, name):
    other = RegistrationFactory()
    address = reverse(f"registrations_admin:{name}", args=[event.pk, other.pk])
    assert organiser.get(address).status_code == 404
    assert organiser.get(url(other, name)).status_code == 200


@pytest.fixture
def add(organiser, event):
    """Sends the form that adds somebody."""

    def send(**changes):
        data = {
            "submission_key": str(uuid.uuid4()),
            "name": "Bram",
            "email": "bram@x.example",
            "language": "nl",
            "when_full": "ask",
            **changes,
        }
        return organiser.post(reverse("registrations_admin:add", args=[event.pk]), data)

    return send


def test_person_is_added_with_mail_or_without(add):
    assert add().status_code == 302
    assert not OutboxMessage.objects.exists()
    assert add(email="carla@x.example", with_mail="on").status_code == 302
    assert OutboxMessage.objects.get().to_address == "carla@x.example"
    assert set(Registration.objects.values_list("entry", "state")) == {(EntryMode.ORGANISER, State.CONFIRMED)}


def test_same_form_twice_adds_one_person(add):
    key = str(uuid.uuid4())
    add(submission_key=key)
    add(submission_key=key)
    assert Registration.objects.count() == 1


def test_person_is_added_with_a_workshop(add, rooms):
    add(**{f"round_{rooms[0].round_id}": rooms[0].pk})
    assert Place.objects.get().workshop == rooms[0]


def test_person_is_added_to_a_full_workshop_or_not_at_all(add, event, rooms):
    small, _large = rooms
    Place.objects.create(registration=RegistrationFactory(event=event), round=small.round, workshop=small)
    page = add(**{f"round_{small.round_id}": small.pk})
    assert page.status_code == 422
    assert not Registration.objects.filter(name="Bram").exists()


@pytest.mark.parametrize(
    ("when_full", "state"), [("ask", None), ("wait", State.WAITLISTED), ("anyway", State.CONFIRMED)]
)
def test_full_meeting_asks_what_to_do(add, event, when_full, state):
    RegistrationFactory(event=event)
    event.capacity = 1
    event.save()
    page = add(when_full=when_full)
    assert page.status_code == (302 if state else 422)
    found = Registration.objects.filter(name="Bram").first()
    assert (found.state if found else None) == state


def test_known_address_is_not_added_again(add, anna):
    page = add(email="ANNA@x.example")
    assert page.status_code == 422
    assert "email" in page.context["form"].errors


@pytest.mark.parametrize("changes", [{"name": ""}, {"name": "x" * 300}, {"email": "x\x00@y"}, {"when_full": "?"}])
def test_adding_with_bad_input_keeps_what_was_typed(add, changes):
    page = add(function="wethouder", **changes)
    assert page.status_code == 422
    assert "wethouder" in page.content.decode()
