"""Addresses of the organisers' side of the reports app, under the admin's prefix."""

from django.urls import path

from reports.views.drafting import DraftReportView

app_name = "reports_admin"
urlpatterns = [
    path("<pk:event_id>/verslag/", DraftReportView.as_view(), name="draft"),
]
