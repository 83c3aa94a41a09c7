"""Organisers edit an event in Wagtail: tabs, parts inside the page, speakers inside programme items."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.models import EventPage, ProgrammeItem, Speaker
from tests.factories import EventIndexPageFactory, EventPageFactory, ProgrammeItemFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def moment(**after):
    return (timezone.localtime() + timedelta(**after)).strftime("%Y-%m-%d %H:%M")


def posted(**changes):
    """What the editor of a new event posts; ``changes`` replace parts of it."""
    data = {
        "title": "Nieuwe bijeenkomst",
        "slug": "nieuwe-bijeenkomst",
        "kind": "national_meeting",
        "introduction": "",
        "body": streamfield([]),
        "dates": inline_formset(
            [
                {
                    "starts_at": moment(days=9),
                    "ends_at": moment(days=9, hours=4),
                    "label": "",
                    "kind": "regular",
                    "venue": "",
                }
            ]
        ),
        "central_questions": inline_formset([{"text": "Wat werkt?"}]),
        "parties": inline_formset([]),
        "event_sectors": inline_formset([]),
        "comments": inline_formset([]),
        "programme_items": inline_formset(
            [
                {
                    "starts_at": "13:00",
                    "ends_at": "14:00",
                    "kind": "talk",
                    "title": "Inleiding",
                    "room": "",
                    "description": rich_text("<p>Tekst</p>"),
                    "speakers": inline_formset(
                        [{"name": "Renée Römkens", "function": "", "organisation_name": "Atria", "biography": ""}]
                    ),
                }
            ]
        ),
        "more_information_label": "",
        "more_information_url": "",
        **changes,
    }
    return nested_form_data(data)


def add_address(index):
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])


def test_new_event_with_a_speaker_in_an_item_is_published(admin):
    index = EventIndexPageFactory()
    response = admin.post(add_address(index), posted(**{"action-publish": "1"}))
    assert response.status_code == 302, response.context["form"].errors
    event = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    assert event.live
    assert Speaker.objects.get(item__page=event).organisation_name == "Atria"
    assert admin.get(event.url).status_code == 200


def test_speaker_is_added_to_an_item_that_exists(admin):
    event = EventPageFactory()
    item = ProgrammeItemFactory(page=event)
    speaker = SpeakerFactory(item=item)
    first = {"id": speaker.pk, "name": "Eerste", "function": "", "organisation_name": "", "biography": ""}
    second = {"id": "", "name": "Tweede", "function": "", "organisation_name": "", "biography": ""}
    items = [
        {
            "id": item.pk,
            "starts_at": "13:00",
            "ends_at": "14:00",
            "kind": "talk",
            "title": item.title,
            "room": "",
            "description": rich_text(""),
            "speakers": inline_formset([first, second], initial=1),
        }
    ]
    date = event.dates.get()
    dates = [
        {"id": date.pk, "starts_at": moment(days=9), "ends_at": moment(days=9, hours=4), "kind": "regular", "label": ""}
    ]
    data = posted(
        programme_items=inline_formset(items, initial=1),
        dates=inline_formset(dates, initial=1),
        slug=event.slug,
        **{"action-publish": "1"},
    )
    response = admin.post(reverse("wagtailadmin_pages:edit", args=[event.pk]), data)
    assert response.status_code == 302
    assert list(ProgrammeItem.objects.filter(page=event).values_list("pk", flat=True)) == [item.pk]
    assert dict(Speaker.objects.filter(item=item).values_list("name", "pk"))["Eerste"] == speaker.pk
    assert Speaker.objects.filter(item=item, name="Tweede").exists()


def test_editor_shows_tabs_and_dutch_labels(admin):
    body = admin.get(add_address(EventIndexPageFactory())).content.decode()
    for part in ("Inhoud", "Aanmelden", "Programmaonderdeel", "Spreker", "Voor wie"):
        assert part in body


def errors_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_event_without_a_date_is_refused_in_dutch(admin):
    response = admin.post(
        add_address(EventIndexPageFactory()), posted(dates=inline_formset([]), **{"action-publish": "1"})
    )
    assert not EventPage.objects.filter(slug="nieuwe-bijeenkomst").exists()
    assert "Nieuwe bijeenkomst" in errors_of(response)


def test_end_before_start_is_refused_in_dutch_and_keeps_what_was_typed(admin):
    dates = [
        {"starts_at": moment(days=9), "ends_at": moment(days=8), "label": "Mijn dag", "kind": "regular", "venue": ""}
    ]
    response = admin.post(
        add_address(EventIndexPageFactory()), posted(dates=inline_formset(dates), **{"action-publish": "1"})
    )
    body = errors_of(response)
    assert "Het einde moet na het begin liggen." in body
    assert "Mijn dag" in body


def test_odd_text_is_shown_as_text(admin):
    index = EventIndexPageFactory()
    response = admin.post(add_address(index), posted(title="<script>alert(1)</script>", **{"action-publish": "1"}))
    assert response.status_code == 302
    page = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    assert "<script>alert" not in Client().get(page.url).content.decode()


@pytest.mark.parametrize("address", ["core/venue", "core/organisation", "core/sector"])
def test_reference_data_is_edited_by_who_has_the_permission_only(client, address):
    from django.contrib.auth.models import Permission

    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    model = address.split("/")[1]
    listing = reverse(f"wagtailsnippets_core_{model}:list")
    assert client.get(listing).status_code == 302
    person.user_permissions.add(*Permission.objects.filter(codename__in=[f"add_{model}", f"change_{model}"]))
    assert client.get(listing).status_code == 200


def test_users_are_managed_in_the_admin(admin):
    assert admin.get(reverse("wagtailusers_users:index")).status_code == 200
    assert admin.get(reverse("wagtailusers_users:add")).status_code == 200
