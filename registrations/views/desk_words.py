"""The sentences that the desk's script says. ``{count}``, ``{inside}`` and so on are filled in by the script."""

from django.utils.translation import gettext as _

from registrations.enums import DeskAnswer


def desk_words() -> dict[str, str]:
    """All sentences by key, in the reader's language."""
    words = {
        "count": _("{inside} of {expected} in"),
        "offline": _("No connection. Scanning goes on: codes are kept here and sent later."),
        "no_search": _("No connection. Searching has to wait; scanning goes on."),
        "no_press": _("No connection. Nothing has changed; try again."),
        "offline_list": _("No connection. Scanning goes on with the list on this device; scans are sent later."),
        "word_welcome": _("Welcome, {name}"),
        "word_already": _("Checked in already at {time}"),
        "word_cancelled": DeskAnswer.CANCELLED.label,
        "word_no_place": DeskAnswer.NO_PLACE.label,
        "word_other_event": DeskAnswer.OTHER_EVENT.label,
        "word_unknown": DeskAnswer.UNKNOWN.label,
        "word_elsewhere": DeskAnswer.ELSEWHERE.label,
        "word_unlisted": _("Not on the list"),
        "word_kept": _("Kept, not checked yet"),
        "word_no_store": _("This device keeps nothing. Write the name down and try again later."),
        "more_kept": _("This code is sent as soon as there is a connection."),
        "more_unlisted": _("Perhaps registered later. The code is kept and sent as soon as there is a connection."),
        "more_cancelled": _(
            "Does this person want to come in all the same? Add her or him as somebody without a registration."
        ),
        "more_other_event": _(
            "This code belongs to another meeting. Search by name whether this person is registered here too."
        ),
        "more_unknown": _("Try another spelling, or the organisation. Otherwise add somebody without a registration."),
        "belongs": _("The place of this person:"),
        "belongs_nowhere": _("This person has no place in any workshop of this day."),
        "left": _("Free places here: {left}"),
        "by_list": _("By the list of {time}; sent later."),
        "list_ready": _("Ready for when the connection fails: {count} people, list of {time}."),
        "list_none": _("Without a connection this desk keeps scans and checks them later."),
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
    return {key: str(word) for key, word in words.items()}
