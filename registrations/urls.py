"""Addresses of the registrations app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
