"""Addresses of the hand-outs app."""

from django.urls import path

from handouts.views import public, speaker

app_name = "handouts"
OWN = "spreker/<str:token>/bestanden/"
urlpatterns = [
    path(OWN, speaker.speaker_page, name="speaker"),
    path(f"{OWN}<uuid:uid>/", speaker.speaker_file, name="speaker_file"),
    path(f"{OWN}<uuid:uid>/verwijderen/", speaker.speaker_remove, name="speaker_remove"),
    path(f"{OWN}<uuid:uid>/bestand/", speaker.speaker_download, name="speaker_download"),
    path("presentaties/<uuid:uid>/", public.public_file, name="public"),
    path("mijn-plek/<str:token>/presentaties/<uuid:uid>/", public.my_file, name="mine"),
]
