"""Filters for masterclasses: ``{{ hours|plain_number }}``."""

from django import template

from registrations.domain.series.certificate_pdf import number_in_words

register = template.Library()
register.filter("plain_number", number_in_words)
