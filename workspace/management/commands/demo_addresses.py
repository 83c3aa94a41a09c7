"""Prints where everything of the demo is."""

import json
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.domain.demo.addresses import demo_addresses

LABELS = {
    "home": "Home",
    "event": "Meeting of today",
    "register": "Register for it",
    "my_place": "A registrant's own page",
    "join": "Join the room by code",
    "vote": "Vote by personal link",
    "screen": "Big screen",
    "chair": "Chair's remote",
    "scribe": "Scribe",
    "leader": "Workshop leader",
    "passage": "A speaker's passage",
    "wall": "Outcome wall of 5 March 2015",
    "wall_of_a_room": "Outcome wall of a room",
    "arrange": "Put cards in groups",
    "add_card": "Add a card by phone",
    "check_in": "Check-in desk",
    "workshop_door": "Door of a workshop",
    "printing": "Badges and lists",
    "finished_event": "Meeting of 5 March 2015",
    "report": "Its verslag",
    "masterclass": "Upcoming masterclass",
    "working_session": "Working session that was held",
    "session_actions": "Its actions",
    "action": "Owner of an action item",
    "next_session": "Working session to come",
    "session_scribe": "Its scribe",
    "speaker_files": "A speaker's presentation",
    "rank_workshops": "Rank workshops",
    "my_order": "A registrant's order",
    "divide_places": "Divide the places",
    "on_the_day": "Workshops today (phone)",
    "reconfirm": "Are you still coming?",
    "substitute": "A substitute is asked",
    "feeds": "Calendar feeds",
    "workspace": "Event workspace",
    "inbox": "Mails that were sent",
    "admin": "Admin",
}


class Command(BaseCommand):
    """manage.py demo_addresses [--json]"""

    help = "Prints the addresses of the demo, for people or (--json) for scripts."

    def add_arguments(self, parser: CommandParser) -> None:
        """--json prints one object."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, or say that there is no demo."""
        try:
            addresses = demo_addresses()
        except (ObjectDoesNotExist, IndexError) as error:
            raise CommandError("There is no demo here yet: run manage.py load_demo first.") from error
        if options["json"]:
            self.stdout.write(json.dumps(addresses, indent=2))
            return
        for name, label in LABELS.items():
            if name not in addresses:
                continue
            self.stdout.write(f"  {label:<26} {addresses[name]}")
        self.stdout.write(f"  {'Log in as':<26} {addresses['admin_user']} / {addresses['admin_password']}")
