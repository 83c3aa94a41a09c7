"""A prepared query gives what its queryset gives, each time anew."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Organisation, Venue
from core.prepared import PreparedQuery
from events.models import EventDate, EventPage
from events.models import pages as event_pages
from reports import sections as report_sections
from tests.factories.events import EventPageFactory
from workshops import sections as workshop_sections

pytestmark = pytest.mark.django_db


def test_prepared_query_gives_objects_with_their_relations():
    event = EventPageFactory()
    query = PreparedQuery(lambda pk: EventDate.objects.filter(page_id=pk).select_related("venue").order_by("pk"), int)
    with CaptureQueriesContext(connection) as asked:
        found = query(event.pk)
        _ = [date.venue for date in found]
    assert found == list(query.build(event.pk)) != []
    assert len(asked) == 1


def test_prepared_query_reads_the_database_each_time():
    venue = Venue.objects.create(name="Het Trefpunt")
    query = PreparedQuery(lambda pk: Venue.objects.filter(pk=pk).values_list("name", flat=True), int)
    assert query(venue.pk) == ["Het Trefpunt"]
    Venue.objects.filter(pk=venue.pk).update(name="De Haven")
    assert query(venue.pk) == ["De Haven"]
    assert query(venue.pk + 1) == []


def test_prepared_query_named_rows_and_annotations_have_their_names():
    Organisation.objects.create(name="Atria")
    query = PreparedQuery(
        lambda name: (
            Organisation.objects.filter(name=name).annotate(also=F("name")).values_list("pk", "also", named=True)
        ),
        str,
    )
    [row] = query("Atria")
    assert row.also == "Atria"


@pytest.mark.parametrize("hostile", ["' OR 1=1 --", "%", "%s", "%(x)s", "\\", "", "Atria%"])
def test_prepared_query_text_is_a_value_and_never_sql(hostile):
    Organisation.objects.create(name="Atria")
    query = PreparedQuery(lambda name: Organisation.objects.filter(name=name), str)
    query("Atria")
    assert query(hostile) == list(Organisation.objects.filter(name=hostile))


def test_prepared_query_beginning_matches_only_beginnings_and_takes_no_pattern():
    for name in ("00010001", "00010002", "0002"):
        Organisation.objects.create(name=name)
    query = PreparedQuery(lambda start: Organisation.objects.filter(name__startswith=start), str)
    assert {row.name for row in query("0001")} == {"00010001", "00010002"}
    with pytest.raises(ValueError, match="pattern"):
        query("%0002")


def test_prepared_query_refuses_a_value_that_django_writes_otherwise():
    query = PreparedQuery(lambda text: Organisation.objects.filter(name__contains=text), str)
    with pytest.raises(ValueError, match="does not reach"):
        query("tri")


def test_prepared_query_wants_all_its_values():
    query = PreparedQuery(lambda pk: Venue.objects.filter(pk=pk), int)
    with pytest.raises(ValueError, match="argument 2"):
        query()


def test_queries_of_the_event_page_equal_their_querysets():
    event = EventPageFactory()
    event.refresh_from_db()
    cases = [
        (event_pages._event_at, (event.slug, event.url_path)),
        (event_pages._dates_with_venues, (event.pk,)),
        (event_pages._parties_with_organisations, (event.pk,)),
        (event_pages._questions, (event.pk,)),
        (workshop_sections._lines_of_rounds, (event.pk,)),
        (report_sections._reports_under, (event.path, event.depth + 1)),
    ]
    for query, values in cases:
        assert query(*values) == list(query.build(*values))


def test_event_page_object_may_be_changed_and_saved():
    event = EventPageFactory()
    [found] = event_pages._event_at(event.slug, event.url_path)
    found.audience = f"Iedereen, {timezone.now():%Y}"
    found.save()
    assert EventPage.objects.get(pk=event.pk).audience == found.audience
