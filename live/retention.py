"""What the live app holds about people (D14): nothing."""

from core.retention import declare_impersonal


def declare_fields() -> None:
    """Declare every field of the app's models."""
    declare_impersonal("live.ChannelVersion", "A channel and its version.")
