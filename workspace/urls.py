"""Addresses of the workspace app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
