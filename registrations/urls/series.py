"""Addresses of masterclasses; part of ``registrations.urls``, so names are those of that namespace."""

from django.urls import path

from registrations.views import checking, my_series, my_work

urlpatterns = [
    path("mijn-plek/<str:token>/groep/", my_series.group, name="my_group"),
    path("mijn-plek/<str:token>/inhalen/", my_series.catch_up, name="my_catch_up"),
    path("mijn-plek/<str:token>/huiswerk/<pk:homework_id>/", my_work.homework, name="my_homework"),
    path("mijn-plek/<str:token>/bestand/<pk:file_id>/", my_work.stored_file, name="my_file"),
    path("mijn-plek/<str:token>/casus/", my_work.case, name="my_case"),
    path("mijn-plek/<str:token>/casus/weg/", my_work.case_withdrawn, name="my_case_withdrawn"),
    path("mijn-plek/<str:token>/bewijs.pdf", my_work.certificate, name="my_certificate"),
    path("bewijs/", checking.search, name="certificate_search"),
    path("bewijs/<str:code>/", checking.check, name="certificate_check"),
]
