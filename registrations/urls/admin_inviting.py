"""Organisers' addresses of inviting that are no list: part of ``registrations_admin``."""

from django.urls import path

from registrations.views.inviting_add import InviteesAddView
from registrations.views.inviting_response import InvitationExportView, ResponseView
from registrations.views.inviting_send import InvitationsSendView
from registrations.views.save_the_date_list import InterestListView

urlpatterns = [
    path("uitnodigingen/erbij/", InviteesAddView.as_view(), name="invitees_add"),
    path("uitnodigingen/versturen/", InvitationsSendView.as_view(), name="invitations_send"),
    path("uitnodigingen/respons/", ResponseView.as_view(), name="invitations_response"),
    path("uitnodigingen/export/", InvitationExportView.as_view(), name="invitations_export"),
    path("vooraankondiging/", InterestListView.as_view(), name="interests"),
    path("vooraankondiging/rijen/", InterestListView.as_view(results_only=True), name="interests_results"),
]
