"""Addresses of the room in the admin; under the event, so that every address names its scope."""

from django.urls import path

from polls.viewsets.room import RoomLinkView, RoomMinimumView, RoomView

app_name = "polls_admin"
urlpatterns = [
    path("", RoomView.as_view(), name="room"),
    path("link/", RoomLinkView.as_view(), name="link"),
    path("ondergrens/", RoomMinimumView.as_view(), name="minimum"),
]
