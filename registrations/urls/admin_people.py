"""Organisers' addresses of the list of people, and of one person; ``admin_urls`` takes them in."""

from django.urls import path

from registrations.views.organiser import RegistrationListView, RegistrationSearchView
from registrations.views.people_add import PersonAddView
from registrations.views.people_answers import PersonAnswersView
from registrations.views.people_bulk import BulkConfirmView, BulkView
from registrations.views.people_detail import RegistrationView
from registrations.views.people_duplicates import DuplicatesView, MergeView
from registrations.views.people_export import RegistrationExportView
from registrations.views.people_import import ImportFileView, ImportRowsView
from registrations.views.people_jobs import JobView
from registrations.views.people_person import (
    NoteAddView,
    NoteRemoveView,
    PersonActionView,
    PersonEditView,
    PersonWorkshopsView,
)

urlpatterns = [
    path("", RegistrationListView.as_view(), name="list"),
    path("rijen/", RegistrationListView.as_view(results_only=True), name="list_results"),
    path("zoeken/", RegistrationSearchView.as_view(), name="search"),
    path("export/", RegistrationExportView.as_view(), name="export"),
    path("inlezen/", ImportFileView.as_view(), name="import"),
    path("inlezen/<pk:pk>/", ImportRowsView.as_view(), name="import_rows"),
    path("samen/", BulkView.as_view(), name="bulk"),
    path("samen/<pk:pk>/", BulkConfirmView.as_view(), name="bulk_confirm"),
    path("dubbel/", DuplicatesView.as_view(), name="duplicates"),
    path("dubbel/<pk:pk>/<pk:other_pk>/", MergeView.as_view(), name="merge"),
    path("taken/<pk:pk>/", JobView.as_view(), name="job"),
    path("nieuw/", PersonAddView.as_view(), name="add"),
    path("<pk:pk>/", RegistrationView.as_view(), name="detail"),
    path("<pk:pk>/wijzigen/", PersonEditView.as_view(), name="edit"),
    path("<pk:pk>/antwoorden/", PersonAnswersView.as_view(), name="answers"),
    path("<pk:pk>/workshops/", PersonWorkshopsView.as_view(), name="workshops"),
    path("<pk:pk>/doen/<slug:action>/", PersonActionView.as_view(), name="act"),
    path("<pk:pk>/notities/", NoteAddView.as_view(), name="note_add"),
    path("<pk:pk>/notities/<pk:note_pk>/weg/", NoteRemoveView.as_view(), name="note_remove"),
]
