"""The sentences that the scribe page's script says. ``{time}`` and ``{count}`` are filled in by the script."""

from django.utils.translation import gettext as _


def page_words() -> dict[str, str]:
    """All sentences by key, in the reader's language."""
    return {
        "saved_at": _("Saved at {time}"),
        "typing": _("Not sent yet"),
        "sending": _("Sending…"),
        "offline": _("No connection, we keep it here"),
        "offline_unkept": _("No connection"),
        "busy": _("The server takes nothing now, we keep it here and try again"),
        "busy_unkept": _("The server takes nothing now, we try again"),
        "one_undecided": _("1 text waits for your choice at the top"),
        "many_undecided": _("{count} texts wait for your choice at the top"),
        "one_unsent": _("1 card not sent yet"),
        "many_unsent": _("{count} cards not sent yet"),
        "all_sent": _("Everything is saved"),
        "no_store": _("This device keeps nothing. Leave this page open until everything is saved."),
        "link": _(
            "This link does not work any more. Your text is still on this device: copy it and tell the organiser."
        ),
        "handed_in": _("This sheet was handed in. Reopen it to send what is still here."),
        "reload": _("Reload this page to send what is still here."),
        "invalid": _("This card was not accepted:"),
        "invalid_note": _("These notes are too long to save. Copy them and make them shorter."),
        "one_photo": _("1 photo not sent yet"),
        "many_photos": _("{count} photos not sent yet"),
        "photo": _("Photo"),
        "choose_photo": _("Choose a photo first."),
        "no_photo": _("This is not a photo that we can read. Use JPEG, PNG or WebP."),
        "not_begun": _("Begins in {count} minutes"),
        "ten_minutes": _("Ten minutes left: time for what is still missing."),
        "three_minutes": _("Three minutes left: choose three points."),
        "round_over": _("The round is over. Thank you!"),
        "no_line": _("Put the cursor in a line first."),
        "this_line": _("This line: “{line}”"),
        "this_line_stands": _("This line stands under {list} already: “{line}”"),
        "these_lines": _("{count} lines, each its own card. The first: “{line}”"),
        "marked": _("Under {list}: “{line}”"),
        "marked_many": _("{count} cards under {list}. The first: “{line}”"),
        "mark_undone": _("Undone. The text still stands in the notes."),
        "nothing_selected": _("Put the cursor in a line, or select some text first."),
        "unfinished": _("This text was not added yet. Add it, or hand in once more to leave it out."),
        "choose_text": _("Two texts do not fit together. Choose at the top which one stays."),
        "card_gone": _("The other scribe deleted this card."),
        "deleted": _("The card is deleted."),
        "kept": _("This card was not deleted: somebody else changed it in the meantime."),
        "others": _("Another scribe changed something. The page was brought up to date."),
    }
