"""Addresses of self-service behind the personal link, and of the links that it mails."""

from django.urls import path

from registrations.views import my_answer, my_data, my_substitute

selfservice_patterns = [
    path("mijn-plek/<str:token>/gegevens/", my_data.details, name="my_data"),
    path("mijn-plek/<str:token>/adres/", my_data.address, name="my_address"),
    path("mijn-plek/<str:token>/vervanger/", my_substitute.substitute, name="substitute"),
    path("mijn-plek/<str:token>/vervanger/intrekken/", my_substitute.withdraw, name="substitute_withdraw"),
    path("mijn-plek/<str:token>/komt-u/", my_answer.reconfirm, name="reconfirm"),
    path("nieuw-adres/<str:token>/", my_data.confirm_address, name="confirm_address"),
    path("vervanger/<str:token>/", my_substitute.handover, name="handover"),
    path("vervanger/<str:token>/nee/", my_substitute.decline, name="handover_decline"),
]
