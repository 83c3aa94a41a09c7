"""Puts calendars into a mail as iMIP (RFC 6047), in the form that Outlook, Gmail and Apple Mail all read.

They act on ``text/calendar; method=…; charset=utf-8`` as the last alternative of the text, and take the
first entry of it only: RFC 5546 (3.2.2) wants one UID in a message. So the alternative holds the first
entry, and every entry is attached as a file of its own, which can be opened and accepted by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar


@dataclass(frozen=True)
class Invitation:
    """One calendar object of one UID, with its method."""

    method: str
    content: str


def attach_calendar(email: EmailMultiAlternatives, stream: str) -> None:
    """Add a stream of calendar objects to a mail; the first one is what mail programs act upon."""
    invitations = list(split_stream(stream))
    for number, invitation in enumerate(invitations, start=1):
        if number == 1:
            email.attach_alternative(invitation.content, f"text/calendar; method={invitation.method}")
        name = "invite.ics" if len(invitations) == 1 else f"invite-{number}.ics"
        email.attach(name, invitation.content.encode(), "application/ics")


def split_stream(stream: str) -> Iterator[Invitation]:
    """One object per UID, each with the properties and the time zone of the object that it came in."""
    for whole in Calendar.from_ical(stream, multiple=True):
        method = "".join(letter for letter in str(whole.get("method", "")).upper() if letter.isalpha()) or "PUBLISH"
        zones, entries = whole.walk("VTIMEZONE"), whole.walk("VEVENT")
        if not entries:
            yield Invitation(method, whole.to_ical().decode())
        for uid in dict.fromkeys(str(entry["uid"]) for entry in entries):
            single = Calendar(whole)
            for part in (*zones, *(entry for entry in entries if str(entry["uid"]) == uid)):
                single.add_component(part)
            yield Invitation(method, single.to_ical().decode())
