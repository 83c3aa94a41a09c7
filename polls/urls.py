"""Addresses of the polls app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
