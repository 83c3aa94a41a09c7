"""Materials and homework per date: for who has a place, from a set moment, handed in until the due date."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.enums import DateKind
from registrations.domain.purging import forget_people
from registrations.domain.series.catching_up import choose_catch_up
from registrations.domain.series.dates import series_of
from registrations.domain.series.joining import change_group
from registrations.domain.series.lessons import save_lesson, work_of
from registrations.enums import RegistrationState
from registrations.models import HandIn, Homework, Material, StoredFile
from tests.factories import RegistrationFactory, member, series_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(north, dates_of):
    return dates_of(north)[0]


@pytest.fixture
def homework(first):
    return Homework.objects.create(
        event_date=first, title="Lees en beschrijf", due_at=timezone.now() + timedelta(days=3)
    )


@pytest.fixture
def registration(north):
    return member(north)


@pytest.fixture
def address(registration, homework, place_url):
    return place_url(registration, "my_place") + f"huiswerk/{homework.pk}/"


def file_address(registration, place_url, file):
    return place_url(registration, "my_place") + f"bestand/{file.pk}/"


def test_my_place_shows_what_is_visible_of_the_own_dates(
    client, event, registration, first, south, dates_of, place_url
):
    later = timezone.now() + timedelta(hours=1)
    Material.objects.create(event_date=first, title="Nu te lezen")
    Material.objects.create(event_date=first, title="Pas morgen", visible_from=later)
    Material.objects.create(event_date=dates_of(south)[0], title="Van de andere groep")
    html = client.get(place_url(registration)).content.decode()
    assert "Nu te lezen" in html
    assert "Pas morgen" not in html
    assert "Van de andere groep" not in html


@pytest.mark.parametrize(
    "state", [RegistrationState.WAITLISTED, RegistrationState.CANCELLED, RegistrationState.PENDING]
)
def test_without_a_place_nothing_is_shown(client, event, first, homework, place_url, state):
    Material.objects.create(event_date=first, title="Nu te lezen")
    without = RegistrationFactory(event=event, state=state)
    assert work_of(without) == []
    assert client.get(place_url(without) + f"huiswerk/{homework.pk}/").status_code == 404


def test_text_and_file_are_handed_in_and_replaced(client, address, homework, registration, upload, place_url):
    assert client.post(address, {"text": "Eerste", "file": upload()}).url == place_url(registration)
    assert client.post(address, {"text": "Tweede", "file": upload("nieuw.pdf")}).status_code == 302
    made = HandIn.objects.get()
    assert (made.text, made.file.name) == ("Tweede", "nieuw.pdf")
    assert StoredFile.objects.count() == 1
    assert client.post(address, {"text": "Derde"}).status_code == 302
    assert StoredFile.objects.count() == 1
    assert client.post(address, {"text": "Derde", "remove_file": "on"}).status_code == 302
    assert not StoredFile.objects.exists()


def test_after_the_due_date_nothing_is_taken_and_the_first_stands(client, address, homework, registration):
    client.post(address, {"text": "Op tijd"})
    Homework.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert client.post(address, {"text": "Te laat"}).status_code == 422
    assert HandIn.objects.get().text == "Op tijd"
    assert "Op tijd" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"geen pdf"), ("a.pdf", b""), ("x" * 300 + ".svg", b"<svg/>")]
)
def test_wrong_file_is_an_error_at_the_field_and_the_text_stays(client, address, upload, name, content):
    response = client.post(address, {"text": "Mijn <script> tekst", "file": upload(name, content)})
    assert response.status_code == 422
    assert "file" in response.context["form"].errors
    assert "Mijn &lt;script&gt; tekst" in response.content.decode()
    assert not HandIn.objects.exists()


def test_nothing_at_all_is_an_error(client, address):
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.post(address, {"text": "a\x00b"}).status_code == 422


def test_own_file_is_served_to_save_and_never_as_a_page(client, address, registration, upload, place_url):
    client.post(address, {"text": "", "file": upload("raar; naam'.pdf")})
    response = client.get(file_address(registration, place_url, StoredFile.objects.get()))
    assert response.content == b"%PDF-1.7 een opdracht"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store, private"


def test_file_of_somebody_else_or_not_visible_yet_is_a_404(client, event, north, first, address, upload, place_url):
    client.post(address, {"text": "", "file": upload()})
    theirs, other = StoredFile.objects.get(), member(north)
    assert client.get(file_address(other, place_url, theirs)).status_code == 404
    material = Material(event_date=first, title="Later", visible_from=timezone.now() + timedelta(days=1))
    save_lesson(material, series=series_of(event.pk), upload=upload())
    assert client.get(file_address(other, place_url, material.file)).status_code == 404
    Material.objects.update(visible_from=None)
    assert client.get(file_address(other, place_url, material.file)).status_code == 200
    elsewhere = RegistrationFactory()
    assert client.get(file_address(elsewhere, place_url, material.file)).status_code == 404


def test_lesson_for_all_groups_moves_its_moments_along_and_copies_the_file(
    event, north, south, first, dates_of, upload
):
    due = first.starts_at - timedelta(days=1)
    homework = Homework(event_date=first, title="Voor allen", due_at=due)
    assert save_lesson(homework, series=series_of(event.pk), upload=upload(), in_all_groups=True) == 1
    copy = Homework.objects.get(event_date=dates_of(south)[0])
    assert copy.due_at - due == dates_of(south)[0].starts_at - first.starts_at
    assert bytes(copy.file.content) == bytes(homework.file.content)
    assert save_lesson(homework, series=series_of(event.pk), in_all_groups=True) == 0


def test_materials_of_a_chosen_date_are_shown_as_well(event, registration, first, north):
    extra = series_date(event, 40, kind=DateKind.CATCH_UP)
    Material.objects.create(event_date=extra, title="Inhaalstof")
    assert work_of(registration) == []
    choose_catch_up(registration, first.pk, extra.pk)
    assert [day.materials[0].title for day in work_of(registration)] == ["Inhaalstof"]


def test_what_was_handed_in_goes_along_to_the_new_group(client, event, registration, homework, south, address):
    save_lesson(homework, series=series_of(event.pk), in_all_groups=True)
    client.post(address, {"text": "Af"})
    change_group(registration, south.pk)
    assert work_of(registration)[0].tasks[0].hand_in.text == "Af"


def test_handed_in_files_go_with_the_person(client, event, registration, address, upload):
    client.post(address, {"text": "Geheim", "file": upload()})
    assert StoredFile.objects.exists()
    forget_people(event.pk)
    assert not HandIn.objects.exists()
    assert not StoredFile.objects.exists()


def test_get_hands_nothing_in(client, address):
    assert client.get(f"{address}?text=Af").status_code == 200
    assert not HandIn.objects.exists()


def test_my_place_takes_as_many_queries_for_1_as_for_20_lessons(
    client, registration, first, place_url, django_assert_max_num_queries
):
    Material.objects.create(event_date=first, title="Een")
    work_of(registration)
    with django_assert_max_num_queries(6):
        work_of(registration)
    for number in range(19):
        Material.objects.create(event_date=first, title=f"Stuk {number}")
    with django_assert_max_num_queries(6):
        assert len(work_of(registration)[0].materials) == 20


def test_homework_of_another_event_is_a_404(client, registration, place_url):
    assert client.get(reverse("registrations:my_place", args=["x.y"]) + "huiswerk/1/").status_code == 404
    assert client.get(place_url(registration) + "huiswerk/999/").status_code == 404
