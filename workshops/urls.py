"""Addresses of the workshops app."""

from django.urls import URLPattern, path

from workshops.views import scribe

app_name = "workshops"

CARD = "verslaglegger/<str:token>/kaarten/<slug:slug>/<uuid:uid>/"
urlpatterns: list[URLPattern] = [
    path("verslaglegger/<str:token>/", scribe.scribe_page, name="scribe"),
    path("verslaglegger/<str:token>/kaarten/", scribe.sheet_state, name="sheet_state"),
    path("verslaglegger/<str:token>/aantekeningen/", scribe.save_note, name="save_note"),
    path("verslaglegger/<str:token>/inleveren/", scribe.hand_in_sheet, name="hand_in"),
    path("verslaglegger/<str:token>/heropenen/", scribe.reopen_sheet, name="reopen"),
    path("verslaglegger/<str:token>/kaarten/<slug:slug>/", scribe.add_card, name="add_card"),
    path(CARD, scribe.change_card, name="change_card"),
    path(f"{CARD}verwijderen/", scribe.remove_card, name="remove_card"),
    path(f"{CARD}verplaatsen/", scribe.move_card, name="move_card"),
    path("verslaglegger/<str:token>/kaarten/opbrengst/<uuid:uid>/ster/", scribe.star_card, name="star_card"),
]
