"""Addresses of the polls app."""

from django.urls import URLPattern, path

from polls.views import join, personal, protection, remote, screen

app_name = "polls"
urlpatterns: list[URLPattern] = [
    path("doe-mee/", join.join, name="join"),
    path("doe-mee/<str:code>/", join.room, name="room"),
    path("doe-mee/<str:code>/stem/", join.vote, name="vote"),
    path("doe-mee/<str:code>/vanuit/", join.background, name="background"),
    path("doe-mee/<str:code>/stand/", join.room_state, name="room_state"),
    path("stem/<str:token>/", personal.room, name="room_personal"),
    path("stem/<str:token>/stem/", personal.vote, name="vote_personal"),
    path("stem/<str:token>/stand/", personal.state, name="state_personal"),
    path("scherm/<str:token>/", screen.screen, name="screen"),
    path("scherm/<str:token>/stand/", screen.state, name="screen_state"),
    path("regie/<str:token>/", remote.remote, name="remote"),
    path("regie/<str:token>/doe/", remote.do, name="remote_do"),
    path("regie/<str:token>/stand/", remote.state, name="remote_state"),
    path("hoe-uw-stem-beschermd-is/", protection.protection, name="protection"),
]
