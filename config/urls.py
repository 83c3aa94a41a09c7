"""All addresses of the main door. Public paths are Dutch; each app owns its own list."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.views.media import media
from core.views.pages import serve_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("core.urls")),
    path("", include("mailing.urls")),
    path("", include("events.urls")),
    path("", include("workshops.urls")),
    path("", include("registrations.urls")),
    path("", include("handouts.urls")),
    path("", include("polls.urls")),
    path("", include("reports.urls")),
    path("", include("workspace.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("media/<path:path>", media, name="media"),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
