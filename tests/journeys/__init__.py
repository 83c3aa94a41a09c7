"""Journeys through the running product: ``manage.py serve`` with gateway, worker and beat, and a browser."""
