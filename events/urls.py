"""Addresses of the events app; the pages themselves are Wagtail's."""

from django.urls import URLPattern, path

from events.views import calendars

app_name = "events"
urlpatterns: list[URLPattern] = [
    path("agenda/alles.ics", calendars.upcoming_calendar, name="calendar_feed"),
    path("agenda/<pk:event_id>.ics", calendars.event_calendar, name="calendar"),
]
