"""Mail in the demo: own words for one letter, a mailing that leaves, a draft, and an address that refuses."""

from django.utils import timezone

from core.models import User
from events.models import EventPage
from mailing.domain.bouncing import note_bounce
from mailing.domain.campaigns import start_campaign
from mailing.domain.letters import letter_kind
from mailing.domain.outbox import queue_message
from mailing.domain.running import write_recipients
from mailing.domain.wordings import Owner, save_words
from mailing.models import Campaign, OutboxMessage
from registrations.domain.moments import save_moments
from registrations.models import Registration
from workspace.domain.demo.site import LOGIN

WELCOME = """# Fijn dat u erbij bent

Dag {naam},

Welkom bij **{bijeenkomst}**. Wij houden een plaats voor u vrij.

{gegevens}

## Vooraf

- Neem een eigen casus mee, zonder namen.
- De voorbereiding kost ongeveer een uur.

[Naar mijn persoonlijke pagina]({link})"""
HOMEWORK = "Dag {naam},\n\nDenkt u aan de voorbereiding? Wat u daarvoor nodig hebt, staat op [uw pagina]({link})."
PARKING = "Dag {naam},\n\nDe parkeergarage bij de locatie is dicht. Kom liever met het openbaar vervoer."


def show_mail(event: EventPage, people: list[Registration]) -> None:
    """Fill the mail pages of one event."""
    actor = User.objects.get(username=LOGIN)
    kind = letter_kind("registrations.confirmed")
    assert kind is not None
    save_words(kind, Owner(event), {"body_nl": WELCOME}, version=0, actor=actor)
    save_moments(event, {"practical": ((3,), 9)})
    audience = {"event": event, "audience": "registrations", "selection": {"state": ["confirmed"]}, "created_by": actor}
    sent = Campaign.objects.create(subject_nl="Voorbereiding voor {bijeenkomst}", body_nl=HOMEWORK, **audience)
    start_campaign(sent, version=sent.version, actor=actor)
    sent.refresh_from_db()
    write_recipients(sent)
    Campaign.objects.create(subject_nl="Parkeren bij {bijeenkomst}", body_nl=PARKING, **audience)
    _refuse(event, people[-1])


def _refuse(event: EventPage, person: Registration) -> None:
    """One address that does not work any more."""
    queue_message(
        f"demo-refused:{person.reference}",
        event=event,
        purpose="registration.link",
        to_name=person.name,
        to_address=person.email,
        subject="Uw persoonlijke link",
        text="Dit bericht kwam terug.\n",
        argument=f"{person.reference}:0",
    )
    message = OutboxMessage.objects.get(key=f"demo-refused:{person.reference}")
    note_bounce(
        message,
        is_permanent=True,
        status="5.1.1",
        diagnostic="550 5.1.1 Dit adres bestaat niet (verzonnen voorbeeld)",
        at=timezone.now(),
    )
