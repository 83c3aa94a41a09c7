"""Addresses of the workshops app."""

from django.urls import URLPattern, path

from workshops.views import action, arrange, cards, leader, passage, photos, room_cards, scribe, wall, worker

app_name = "workshops"

SHEET = "verslaglegger/<str:token>/"
CARD = f"{SHEET}kaarten/<slug:slug>/<uuid:uid>/"
OUTCOME = f"{SHEET}kaarten/opbrengst/<uuid:uid>/"
LED = "workshopleider/<str:token>/"
ARRANGE = "ordenen/<str:token>/"
GROUPS = f"{ARRANGE}<slug:key>/"
urlpatterns: list[URLPattern] = [
    path("verslaglegger/worker.js", worker.worker, name="scribe_worker"),
    path("workshopleider/worker.js", worker.worker, name="leader_worker"),
    path(SHEET, scribe.scribe_page, name="scribe"),
    path(f"{SHEET}kaarten/", scribe.sheet_state, name="sheet_state"),
    path(f"{SHEET}aantekeningen/", scribe.save_note, name="save_note"),
    path(f"{SHEET}inleveren/", scribe.hand_in_sheet, name="hand_in"),
    path(f"{SHEET}heropenen/", scribe.reopen_sheet, name="reopen"),
    path(f"{SHEET}samenvoegen/", cards.merge_cards, name="merge"),
    path(f"{SHEET}fotos/", photos.add_photo, name="add_photo"),
    path(f"{SHEET}fotos/<uuid:uid>.jpg", photos.show_photo, name="photo"),
    path(f"{SHEET}kaarten/<slug:slug>/", cards.add_card, name="add_card"),
    path(CARD, cards.change_card, name="change_card"),
    path(f"{CARD}verwijderen/", cards.remove_card, name="remove_card"),
    path(f"{CARD}verplaatsen/", cards.move_card, name="move_card"),
    path(f"{OUTCOME}ster/", cards.star_card, name="star_card"),
    path(f"{OUTCOME}punt/", cards.move_point, name="move_point"),
    path(f"{OUTCOME}losmaken/", cards.undo_merge, name="undo_merge"),
    path(f"{SHEET}zaal/", room_cards.scribe_room, name="scribe_room"),
    path(f"{SHEET}zaal/<uuid:uid>/", room_cards.scribe_room_card, name="scribe_room_card"),
    path(f"{LED}zaal/", room_cards.leader_room, name="leader_room"),
    path(f"{LED}zaal/<uuid:uid>/", room_cards.leader_room_card, name="leader_room_card"),
    path(LED, leader.leader_page, name="leader"),
    path(f"{LED}stand/", leader.leader_state, name="leader_state"),
    path(f"{LED}punten/", leader.add_point, name="leader_add"),
    path(f"{LED}punten/<uuid:uid>/ster/", leader.star_point, name="leader_star"),
    path(f"{LED}punten/<uuid:uid>/verplaatsen/", leader.move_point, name="leader_move"),
    path("wand/<str:token>/", wall.wall_page, name="wall"),
    path("wand/<str:token>/stand/", wall.wall_state, name="wall_state"),
    path(ARRANGE, arrange.arrange_page, name="arrange"),
    path(f"{GROUPS}groepen/", arrange.make_cluster, name="make_cluster"),
    path(f"{GROUPS}kaarten/", arrange.move_cards, name="move_cards"),
    path(f"{GROUPS}groepen/<uuid:uid>/titel/", arrange.rename_cluster, name="rename_cluster"),
    path(f"{GROUPS}groepen/<uuid:uid>/samenvoegen/", arrange.merge_clusters, name="merge_clusters"),
    path(f"{GROUPS}groepen/<uuid:uid>/opheffen/", arrange.dissolve_cluster, name="dissolve_cluster"),
    path("actiepunt/<str:token>/", action.action_page, name="action"),
    path("spreker/<str:token>/", passage.passage_page, name="passage"),
]
