"""Addresses of the organisers' side, under the admin's prefix."""

from django.urls import path

from workspace.views.events import EventListView, EventWorkspaceView

app_name = "workspace"
urlpatterns = [
    path("", EventListView.as_view(), name="events"),
    path("resultaten/", EventListView.as_view(results_only=True), name="events_results"),
    path("<pk:event_id>/", EventWorkspaceView.as_view(), name="event"),
]
