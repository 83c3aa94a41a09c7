"""Path converters: ``<pk:event_id>`` in an address."""

from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """The key of a row: at most 18 digits. Longer ones fit no database column and are a plain 404."""

    regex = "[0-9]{1,18}"
