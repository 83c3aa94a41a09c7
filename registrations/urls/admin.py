"""Organisers' addresses of the registrations app, under ``/beheer/bijeenkomsten/<event_id>/aanmeldingen/``."""

from django.urls import path

from registrations.urls import admin_form, admin_inviting, admin_masterclass, admin_people, admin_places
from registrations.views.addresses import AddressView
from registrations.views.desk_link import DeskLinkChangeView, DeskLinkView
from registrations.views.keeping_up import ChangesView, ReconfirmationView
from registrations.views.moments import CallOffView, MomentsView
from registrations.views.printing import DayNotesView, PrintingView, PrintoutView
from registrations.views.rules import RulesView

app_name = "registrations_admin"
urlpatterns = [
    *admin_people.urlpatterns,
    *admin_form.urlpatterns,
    *admin_inviting.urlpatterns,
    *admin_masterclass.urlpatterns,
    *admin_places.urlpatterns,
    path("balie/", DeskLinkView.as_view(), name="desk"),
    path("balie/link/", DeskLinkChangeView.as_view(), name="desk_link"),
    path("momenten/", MomentsView.as_view(), name="moments"),
    path("afgelasten/", CallOffView.as_view(), name="call_off"),
    path("herbevestiging/", ReconfirmationView.as_view(), name="reconfirmation"),
    path("wijzigingen/", ChangesView.as_view(), name="changes"),
    path("regels/", RulesView.as_view(), name="rules"),
    path("afdrukken/", PrintingView.as_view(), name="printing"),
    path("afdrukken/notities/", DayNotesView.as_view(), name="day_notes"),
    path("afdrukken/<str:kind>/", PrintoutView.as_view(), name="printout"),
    path("<pk:pk>/adres/", AddressView.as_view(), name="address"),
]
