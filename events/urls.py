"""Addresses of the events app; the pages themselves are Wagtail's."""

from django.urls import URLPattern, path

from events.views import calendars

app_name = "events"
urlpatterns: list[URLPattern] = [
    path("agenda/", calendars.subscriptions, name="subscriptions"),
    path("agenda/alles.ics", calendars.upcoming_calendar, name="calendar_feed"),
    path("agenda/soort/<slug:kind>.ics", calendars.kind_calendar, name="kind_feed"),
    path("agenda/organisatie/<pk:organisation_id>.ics", calendars.organisation_calendar, name="organisation_feed"),
    path("agenda/<pk:event_id>.ics", calendars.event_calendar, name="calendar"),
]
