"""Addresses of the registrations app."""

from django.urls import include, path

from registrations.urls.selfservice import selfservice_patterns
from registrations.views import desk, desk_scan, my_calendar, my_place, offers, public

app_name = "registrations"
urlpatterns = [
    path("aanmelden/suggesties/", public.suggestions, name="suggestions"),
    path("aanmelden/mijn-link/", public.lost_link, name="lost_link"),
    path("aanmelden/mijn-link/verstuurd/", public.lost_link_sent, name="lost_link_sent"),
    path("aanmelden/<pk:event_id>/", public.register_view, name="register"),
    path("aanmelden/<pk:event_id>/ontvangen/", public.received, name="received"),
    path("", include("registrations.urls.inviting")),
    path("", include("registrations.urls.form")),
    path("", include("registrations.urls.series")),
    path("balie/<str:token>/", desk.desk_page, name="desk"),
    path("balie/<str:token>/inchecken/", desk.press, name="desk_press"),
    path("balie/<str:token>/scans/", desk_scan.scans, name="desk_scans"),
    path("balie/<str:token>/lijst/", desk.signed_list, name="desk_list"),
    path("balie/<str:token>/terug/", desk.undo_press, name="desk_undo"),
    path("balie/<str:token>/toelaten/", desk.admit, name="desk_admit"),
    path("balie/<str:token>/nieuw/", desk.walk_in_page, name="desk_walk_in"),
    path("balie/<str:token>/stand/", desk.count, name="desk_count"),
    path("mijn-plek/<str:token>/", my_place.show, name="my_place"),
    path("mijn-plek/<str:token>/workshops/", my_place.workshops, name="my_workshops"),
    path("mijn-plek/<str:token>/aanbod/", offers.offer, name="offer"),
    path("mijn-plek/<str:token>/afmelden/", my_place.cancel, name="cancel"),
    path("mijn-plek/<str:token>/opnieuw/", my_place.register_again, name="register_again"),
    *selfservice_patterns,
    path("mijn-plek/<str:token>/agenda.ics", my_calendar.download, name="my_calendar"),
    path("mijn-plek/<str:token>/abonnement.ics", my_calendar.feed, name="my_feed"),
]
