"""An organiser types the times of a programme item; a day only where it differs."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, rich_text

from events.models import EventPage, ProgrammeItem
from events.programme_times import days_of
from tests.events.test_editing import add_address, posted
from tests.factories import EventIndexPageFactory, UserFactory

pytestmark = pytest.mark.django_db
BEGIN, END = "2027-03-12 13:00", "2027-03-12 17:00"


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def here(text):
    return timezone.make_aware(datetime.strptime(text, "%Y-%m-%d %H:%M"))


def date_row(starts_at=BEGIN, ends_at=END, **more):
    return {"starts_at": starts_at, "ends_at": ends_at, "label": "", "kind": "regular", "venue": "", **more}


def item_row(title, starts_at="", ends_at="", day="", **more):
    return {
        "title": title,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "day": day,
        "kind": "talk",
        "room": "",
        "description": rich_text(""),
        "speakers": inline_formset([]),
        **more,
    }


def announce(admin, items, dates=None, index=None):
    """Publish a new event from what the editor posts."""
    data = posted(
        dates=inline_formset(dates or [date_row()]), programme_items=inline_formset(items), **{"action-publish": "1"}
    )
    return admin.post(add_address(index or EventIndexPageFactory()), data)


def edit(admin, page, items, dates):
    """Publish the page again with other rows; keys are filled in."""
    dates = [{**row, "id": part.pk} for row, part in zip(dates, page.dates.all(), strict=False)] + dates[
        page.dates.count() :
    ]
    keys = [item.pk for item in page.programme_items.all()]
    data = posted(
        slug=page.slug,
        dates=inline_formset(dates, initial=page.dates.count()),
        programme_items=inline_formset(
            [{**row, "id": pk} for row, pk in zip(items, keys, strict=True)], initial=len(keys)
        ),
        **{"action-publish": "1"},
    )
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def moments():
    """Title → local start and end of everything on the programme."""
    pattern = "%Y-%m-%d %H:%M"
    return {
        item.title: tuple(timezone.localtime(moment).strftime(pattern) for moment in (item.starts_at, item.ends_at))
        for item in ProgrammeItem.objects.all()
    }


def errors_of(response):
    assert response.status_code == 200
    return [form.errors for form in response.context["form"].formsets["programme_items"].forms]


def test_times_alone_are_enough_on_a_meeting_of_one_day(admin):
    items = [item_row("Inloop", "13:00", "13:30"), item_row("Opening", "14.00", "14:20")]
    assert announce(admin, items).status_code == 302
    assert moments() == {
        "Inloop": ("2027-03-12 13:00", "2027-03-12 13:30"),
        "Opening": ("2027-03-12 14:00", "2027-03-12 14:20"),
    }


def test_item_without_a_beginning_starts_where_the_one_before_it_ends(admin):
    items = [item_row("Opening", "", "13:30"), item_row("Lezing", "", "14:15"), item_row("Pauze", "", "14:45")]
    announce(admin, items)
    assert [start[-5:] for start, _end in moments().values()] == ["13:00", "13:30", "14:15"]


def test_order_of_the_editor_decides_which_item_is_the_one_before(admin):
    items = [item_row("Tweede", "", "14:15", ORDER="2"), item_row("Eerste", "", "13:30", ORDER="1")]
    announce(admin, items)
    assert moments()["Tweede"] == ("2027-03-12 13:30", "2027-03-12 14:15")


def test_removed_item_is_not_the_one_before(admin):
    announce(admin, [item_row("Weg", "", "16:00", DELETE="on"), item_row("Blijft", "", "14:00")])
    assert moments() == {"Blijft": ("2027-03-12 13:00", "2027-03-12 14:00")}


def test_item_of_another_day_has_that_day_and_the_next_one_follows_it(admin):
    dates = [date_row(), date_row("2027-03-19 09:00", "2027-03-19 12:00")]
    items = [
        item_row("Dag een", "13:00", "14:00"),
        item_row("Dag twee", "", "10:00", day="2027-03-19"),
        item_row("Daarna", "", "11:00"),
    ]
    announce(admin, items, dates)
    assert moments() == {
        "Dag een": ("2027-03-12 13:00", "2027-03-12 14:00"),
        "Dag twee": ("2027-03-19 09:00", "2027-03-19 10:00"),
        "Daarna": ("2027-03-19 10:00", "2027-03-19 11:00"),
    }


def test_drinks_past_midnight_end_on_the_next_day(admin):
    announce(admin, [item_row("Borrel", "22:00", "00:30")])
    assert moments()["Borrel"] == ("2027-03-12 22:00", "2027-03-13 00:30")


@pytest.mark.parametrize(
    ("row", "field", "text"),
    [
        (item_row("Lezing", "15:00", "14:00"), "ends_at", "Het einde moet na het begin liggen."),
        (item_row("Lezing", "15:00", ""), "ends_at", "Dit is een verplicht veld."),
        (item_row("Lezing", "drie uur", "16:00"), "starts_at", "Voer een geldige tijd in."),
        (item_row("Lezing", "15:00", "16:00", day="morgen"), "day", "Voer een geldige datum in."),
    ],
)
def test_error_stands_at_its_field_and_what_was_typed_stays(admin, row, field, text):
    response = announce(admin, [row])
    assert errors_of(response) == [{field: [text]}]
    body = response.content.decode()
    assert all(f'value="{row[name]}"' in body for name in ("starts_at", "ends_at", "day") if row[name])
    assert not EventPage.objects.filter(slug="nieuwe-bijeenkomst").exists()


def test_item_asks_for_its_day_when_the_meeting_has_no_date_yet(admin):
    response = announce(admin, [item_row("Lezing", "15:00", "16:00")], [date_row("", "")])
    assert errors_of(response) == [{"day": ["Geef de dag op: de bijeenkomst heeft nog geen datum."]}]


def test_programme_moves_along_when_the_meeting_moves(admin):
    announce(admin, [item_row("Lezing", "15:00", "16:00"), item_row("Avond ervoor", "19:00", "20:00", "2027-03-11")])
    page = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    rows = [item_row("Lezing", "15:00", "16:00"), item_row("Avond ervoor", "19:00", "20:00", "2027-03-11")]
    edit(admin, page, rows, [date_row("2027-04-02 13:00", "2027-04-02 17:00")])
    assert moments() == {
        "Lezing": ("2027-04-02 15:00", "2027-04-02 16:00"),
        "Avond ervoor": ("2027-03-11 19:00", "2027-03-11 20:00"),
    }


def test_items_of_one_date_of_a_series_move_with_that_date(admin):
    dates = [date_row(), date_row("2027-03-19 13:00", "2027-03-19 17:00")]
    rows = [item_row("Een", "13:00", "14:00", "2027-03-12"), item_row("Twee", "13:00", "14:00", "2027-03-19")]
    announce(admin, rows, dates)
    page = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    edit(admin, page, rows, [dates[0], date_row("2027-03-26 13:00", "2027-03-26 17:00")])
    assert [start[:10] for start, _end in moments().values()] == ["2027-03-12", "2027-03-26"]


def test_editor_shows_times_and_a_day_only_where_it_differs(admin):
    announce(admin, [item_row("Lezing", "15:00", "16:00"), item_row("Ervoor", "19:00", "20:00", "2027-03-11")])
    page = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    form = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    rows = form.formsets["programme_items"].forms
    assert [row["starts_at"].value().strftime("%H:%M") for row in rows] == ["15:00", "19:00"]
    assert [row["day"].value() for row in rows] == [None, date(2027, 3, 11)]


def test_saving_again_changes_no_moment_not_even_its_seconds(admin):
    announce(admin, [item_row("Lezing", "15:00", "16:00")])
    page = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    exact = here("2027-03-12 15:00") + timedelta(seconds=7)
    item = page.programme_items.get()
    item.starts_at = exact
    page.programme_items.add(item)
    page.save_revision().publish()
    edit(admin, EventPage.objects.get(pk=page.pk), [item_row("Lezing anders", "15:00", "16:00")], [date_row()])
    assert list(ProgrammeItem.objects.values_list("title", "starts_at")) == [("Lezing anders", exact)]


def test_days_of_a_meeting_over_several_days_and_past_midnight():
    days = days_of(
        [(here("2027-03-12 20:00"), here("2027-03-13 01:00")), (here("2027-03-14 09:00"), here("2027-03-15 12:00"))]
    )
    assert list(days) == [date(2027, 3, 12), date(2027, 3, 14), date(2027, 3, 15)]
