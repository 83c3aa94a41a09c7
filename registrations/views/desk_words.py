"""The sentences that the desk's script says. ``{count}``, ``{inside}`` and so on are filled in by the script."""

from django.utils.translation import gettext as _


def desk_words() -> dict[str, str]:
    """All sentences by key, in the reader's language."""
    return {
        "count": _("{inside} of {expected} in"),
        "offline": _("No connection. Scanning goes on: codes are kept here and sent later."),
        "no_search": _("No connection. Searching has to wait; scanning goes on."),
        "no_press": _("No connection. Nothing has changed; try again."),
        "kept": _("Kept, not checked yet"),
        "kept_more": _("This code is sent as soon as there is a connection."),
        "no_store": _("This device keeps nothing. Write the name down and try again later."),
        "one_unsent": _("1 not sent yet"),
        "many_unsent": _("{count} not sent yet"),
        "all_sent": _("Everything is sent"),
        "later": _("Sent later, and not welcome at once:"),
        "reload": _("Reload this page to go on."),
        "link": _("This link does not work any more. What was kept on this device is gone."),
        "camera_on": _("Scan with the camera"),
        "camera_off": _("Stop the camera"),
        "camera_refused": _("The camera may not be used here. Allow it in the browser, or type the name."),
    }
