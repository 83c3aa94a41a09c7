"""Addresses of the core app."""

from django.urls import URLPattern, path

from core.views import site

app_name = "core"
urlpatterns: list[URLPattern] = [
    path("taal/", site.language, name="language"),
    path("huisstijl.css", site.look, name="look"),
    path("privacy/", site.privacy, name="privacy"),
    path("robots.txt", site.robots, name="robots"),
]
