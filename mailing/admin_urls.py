"""Organisers' addresses of the mailing app, under ``/beheer/inbox/``."""

from django.urls import path

from mailing.views.inbox import InboxMessageView, InboxView

app_name = "mailing"
urlpatterns = [
    path("", InboxView.as_view(), name="inbox"),
    path("<pk:pk>/", InboxMessageView.as_view(), name="message"),
]
