"""Addresses of what belongs to the form: exchange of contact details."""

from django.urls import path

from registrations.views import colleagues
from registrations.views.exchange import exchange

urlpatterns = [
    path("aanmelden/<pk:event_id>/collegas/", colleagues.colleagues, name="colleagues"),
    path("collegas/<str:token>/", colleagues.colleagues_list, name="colleagues_list"),
    path("mijn-plek/<str:token>/overnemen/", colleagues.take_over_view, name="take_over"),
    path("mijn-plek/<str:token>/contact/", exchange, name="exchange"),
]
