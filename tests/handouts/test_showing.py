"""Nobody gets what is not released to them: the list and the download follow one rule."""

import itertools
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from handouts.domain.folders import set_release
from handouts.domain.forgetting import forget_expired
from handouts.enums import Audience, Release
from handouts.models import Folder, HandOut, HandOutAct
from registrations.domain.links import token_of
from registrations.enums import RegistrationState
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    FolderFactory,
    HandOutFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    WorkshopFolderFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def person(event):
    return RegistrationFactory(event=event)


def folder_at(event, start, end, **fields) -> Folder:
    now = timezone.now()
    item = ProgrammeItemFactory(page=event, starts_at=now + start, ends_at=now + end)
    return FolderFactory(item=item, **fields)


def mine(person, file) -> str:
    return f"/mijn-plek/{token_of(person)}/presentaties/{file.uid}/"


def what_is_had(client, event, person, file) -> tuple[bool, bool]:
    """Whether everyone, and whether this person, has it; lists and downloads must agree."""
    public = client.get(f"/presentaties/{file.uid}/").status_code == 200
    own = client.get(mine(person, file)).status_code == 200
    assert (file.title in client.get(event.url).content.decode()) == public
    assert (file.title in client.get(f"/mijn-plek/{token_of(person)}/").content.decode()) == own
    return public, own


MOMENTS = {  # release, start of the item, end of the item, moment, is it released?
    "not": (Release.NOT, -2, -1, None, False),
    "now": (Release.NOW, 1, 2, None, True),
    "start ahead": (Release.START, 1, 2, None, False),
    "started": (Release.START, -1, 1, None, True),
    "not ended": (Release.END, -1, 1, None, False),
    "ended": (Release.END, -2, -1, None, True),
    "moment ahead": (Release.MOMENT, -2, -1, 1, False),
    "moment past": (Release.MOMENT, 1, 2, -1, True),
}


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize(("release", "start", "end", "moment", "is_released"), MOMENTS.values(), ids=MOMENTS.keys())
def test_released_at_the_moment_to_whom_it_is_for(
    client, event, person, audience, release, start, end, moment, is_released
):
    at = timezone.now() + moment * HOUR if moment else None
    folder = folder_at(event, start * HOUR, end * HOUR, audience=audience, release=release, release_at=at)
    file = HandOutFactory(folder=folder)
    assert what_is_had(client, event, person, file) == (is_released and audience == Audience.EVERYONE, is_released)


@pytest.mark.parametrize("state", ["is_held", "is_withdrawn"])
def test_what_waits_or_was_withdrawn_is_had_by_nobody(client, event, person, state):
    folder = folder_at(event, HOUR, HOUR * 2, audience=Audience.EVERYONE, release=Release.NOW)
    file = HandOutFactory(folder=folder)
    assert what_is_had(client, event, person, file) == (True, True)
    HandOut.objects.update(**{state: True})
    assert what_is_had(client, event, person, file) == (False, False)


@pytest.mark.parametrize("state", [state for state in RegistrationState if state != RegistrationState.CONFIRMED])
def test_without_a_place_nobody_gets_what_is_for_people_with_a_place(client, event, state):
    file = HandOutFactory(folder=folder_at(event, HOUR, HOUR * 2, release=Release.NOW))
    assert client.get(mine(RegistrationFactory(event=event, state=state), file)).status_code == 404
    assert client.get(mine(RegistrationFactory(event=event), file)).status_code == 200  # control


def test_place_at_another_meeting_opens_nothing(client, event):
    file = HandOutFactory(folder=folder_at(event, HOUR, HOUR * 2, release=Release.NOW))
    assert client.get(mine(RegistrationFactory(), file)).status_code == 404


def test_page_that_not_everybody_may_see_gives_nothing_away(client, event):
    folder = folder_at(event, HOUR, HOUR * 2, audience=Audience.EVERYONE, release=Release.NOW)
    file = HandOutFactory(folder=folder)
    assert client.get(f"/presentaties/{file.uid}/").status_code == 200
    restriction = PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/presentaties/{file.uid}/").status_code == 404
    restriction.delete()
    event.unpublish()
    assert client.get(f"/presentaties/{file.uid}/").status_code == 404


def test_workshop_that_does_not_take_place_never_starts(client, event):
    folder = WorkshopFolderFactory(audience=Audience.EVERYONE, release=Release.START)
    folder.workshop.round.starts_at = timezone.now() - HOUR
    folder.workshop.round.save()
    file = HandOutFactory(folder=folder)
    assert client.get(f"/presentaties/{file.uid}/").status_code == 200
    folder.workshop.cancelled_at = timezone.now()
    folder.workshop.save()
    assert client.get(f"/presentaties/{file.uid}/").status_code == 404


def test_file_is_served_to_be_saved_and_as_nothing_else(client, event):
    folder = folder_at(event, HOUR, HOUR * 2, audience=Audience.EVERYONE, release=Release.NOW)
    file = HandOutFactory(folder=folder, name='één "x".pdf', content=b"%PDF-1.7 inhoud")
    response = client.get(f"/presentaties/{file.uid}/")
    assert response.content == b"%PDF-1.7 inhoud"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store, private"
    assert "sandbox" in response["Content-Security-Policy"]
    assert client.post(f"/presentaties/{file.uid}/").status_code == 405


def test_list_is_in_the_order_of_the_programme_and_escaped(client, event):
    later = folder_at(event, 3 * HOUR, 4 * HOUR, audience=Audience.EVERYONE, release=Release.NOW)
    sooner = folder_at(event, HOUR, 2 * HOUR, audience=Audience.EVERYONE, release=Release.NOW)
    HandOutFactory(folder=later, title="Laatste", text="<script>alert(1)</script>")
    HandOutFactory(folder=sooner, title="<b>Eerste</b>")
    page = client.get(event.url).content.decode()
    assert page.index("&lt;b&gt;Eerste") < page.index("Laatste")
    assert "<script>alert" not in page
    assert "<b>Eerste" not in page


@pytest.mark.parametrize("is_public", [True, False])
def test_pages_take_as_many_queries_for_1_as_for_30_files(client, event, person, is_public):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(event.url if is_public else f"/mijn-plek/{token_of(person)}/")
        return len(captured)

    shown = {"audience": Audience.EVERYONE, "release": Release.NOW}
    HandOutFactory(folder=folder_at(event, HOUR, 2 * HOUR, **shown))
    queries()
    few = queries()
    for folder in [folder_at(event, HOUR, 2 * HOUR, **shown) for _n in range(10)]:
        HandOutFactory.create_batch(3, folder=folder)
    assert queries() == few


def test_list_never_loads_what_is_in_the_files(client, event):
    folder = folder_at(event, HOUR, 2 * HOUR, audience=Audience.EVERYONE, release=Release.NOW)
    HandOutFactory(folder=folder)
    with CaptureQueriesContext(connection) as captured:
        client.get(event.url)
    asked = [query["sql"] for query in captured if "handouts_handout" in query["sql"]]
    assert len(asked) == 1
    assert '"content"' not in asked[0]


def test_choice_of_release_is_written_down_once(event):
    folder = folder_at(event, HOUR, 2 * HOUR)
    for _n in range(2):
        set_release([folder], audience=Audience.EVERYONE, release=Release.END, release_at=timezone.now(), by=None)
    folder.refresh_from_db()
    assert (folder.audience, folder.release, folder.release_at) == (Audience.EVERYONE, Release.END, None)
    assert HandOutAct.objects.count() == 1


def test_what_everyone_may_have_stays_and_the_rest_goes_with_the_people(settings):
    event = EventPageFactory(dates=0)
    long_ago = timezone.now() - timedelta(days=settings.RETENTION_DAYS + 1)
    EventDateFactory(page=event, starts_at=long_ago - HOUR, ends_at=long_ago)
    recent = EventPageFactory(dates=0)
    EventDateFactory(page=recent, starts_at=timezone.now() - 2 * HOUR, ends_at=timezone.now() - HOUR)
    kept = {}
    for page, audience, release in itertools.product((event, recent), Audience, (Release.NOT, Release.NOW)):
        folder = folder_at(page, -2 * HOUR, -HOUR, audience=audience, release=release)
        HandOutAct.objects.create(folder=folder, act="added", by_name="Anne Spreker")
        folder.asks.create(name="Anne Spreker")
        for withdrawn in (False, True):
            file = HandOutFactory(folder=folder, is_withdrawn=withdrawn)
            stays = audience == Audience.EVERYONE and release == Release.NOW and not withdrawn
            kept[file.pk] = page == recent or stays

    assert forget_expired() > 0

    assert set(HandOut.objects.values_list("pk", flat=True)) == {pk for pk, stays in kept.items() if stays}
    assert not HandOutAct.objects.filter(folder__event=event).exists()
    assert Folder.objects.filter(event=event).count() == 1
    assert HandOutAct.objects.filter(folder__event=recent).count() == 4
    assert forget_expired() == 0
