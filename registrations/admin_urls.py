"""Organisers' addresses of the registrations app, under ``/beheer/bijeenkomsten/<event_id>/aanmeldingen/``."""

from django.urls import path

from registrations.views.desk_link import DeskLinkChangeView, DeskLinkView
from registrations.views.organiser import RegistrationExportView, RegistrationListView, RegistrationView

app_name = "registrations_admin"
urlpatterns = [
    path("", RegistrationListView.as_view(), name="list"),
    path("rijen/", RegistrationListView.as_view(results_only=True), name="list_results"),
    path("export.csv", RegistrationExportView.as_view(), name="export"),
    path("balie/", DeskLinkView.as_view(), name="desk"),
    path("balie/link/", DeskLinkChangeView.as_view(), name="desk_link"),
    path("<pk:pk>/", RegistrationView.as_view(), name="detail"),
]
