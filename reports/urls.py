"""Addresses of the reports app."""

from django.urls import path

from reports.views import bundles
from reports.views.data import report_data
from reports.views.exports import export_report
from reports.views.quoted import quoted_page
from reports.views.reader import reader_page
from reports.views.reader_files import reader_compared, reader_draft, reader_files

app_name = "reports"
urlpatterns = [
    path("verslag/<pk:page_id>/gegevens/", report_data, name="data"),
    path("verslag/<pk:page_id>/bestanden/", bundles.ask, name="bundle_ask"),
    path("verslag/bestanden/<uuid:uid>/", bundles.follow, name="bundle"),
    path("verslag/bestanden/<uuid:uid>/zip/", bundles.fetch, name="bundle_file"),
    path("verslag/<pk:page_id>/<slug:file_format>/", export_report, name="export"),
    path("akkoord/<str:token>/", reader_page, name="reader"),
    path("akkoord/<str:token>/bestand/", reader_files, name="reader_files"),
    path("akkoord/<str:token>/bestand/<pk:pk>/", reader_compared, name="reader_compared"),
    path("akkoord/<str:token>/concept/<slug:file_format>/", reader_draft, name="reader_draft"),
    path("citaat/<str:token>/", quoted_page, name="quoted"),
]
