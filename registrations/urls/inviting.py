"""Public addresses of save-the-dates, invitations and codes; part of the addresses of the app."""

from django.urls import path

from registrations.views import codes, invitation, save_the_date

urlpatterns = [
    path("aanmelden/<pk:event_id>/vooraankondiging/", save_the_date.interest_left, name="interest_left"),
    path("aanmelden/<pk:event_id>/code/", codes.code_page, name="code_page"),
    path("code/<str:code>/", codes.code, name="code"),
    path("uitnodiging/<str:token>/", invitation.invitation, name="invitation"),
    path("uitnodiging/<str:token>/aanmelden/", invitation.invitation_register, name="invitation_register"),
    path("uitnodiging/<str:token>/ik-kan-niet/", invitation.invitation_decline, name="invitation_decline"),
    path("vooraankondiging/<str:token>/", save_the_date.interest, name="interest"),
    path("vooraankondiging/<str:token>/aanmelden/", save_the_date.interest_register, name="interest_register"),
]
