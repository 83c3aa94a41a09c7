"""Addresses of the room in the admin; under the event, so that every address names its scope."""

from django.urls import path

from polls.viewsets.dots import DotsView
from polls.viewsets.hall import HallView
from polls.viewsets.protection import FrameView, ProtectionView
from polls.viewsets.room import RoomLinkView, RoomView

app_name = "polls_admin"
urlpatterns = [
    path("", RoomView.as_view(), name="room"),
    path("vragen/", HallView.as_view(), name="hall"),
    path("link/", RoomLinkView.as_view(), name="link"),
    path("bescherming/", ProtectionView.as_view(), name="protection"),
    path("stippen/", DotsView.as_view(), name="dots"),
    path("dia/", FrameView.as_view(), name="frame"),
]
