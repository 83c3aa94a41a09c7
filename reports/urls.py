"""Addresses of the reports app."""

from django.urls import path

from reports.views.exports import export_report

app_name = "reports"
urlpatterns = [
    path("verslag/<pk:page_id>/<slug:file_format>/", export_report, name="export"),
]
