"""Public addresses of the mailing app."""

from django.urls import path

from mailing.views.bounces import bounces

app_name = "mailing_public"
urlpatterns = [path("post/terug/", bounces, name="bounces")]
