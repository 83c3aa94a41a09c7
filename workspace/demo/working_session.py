"""Two working sessions in IJsselland: one held, one to come.

What the region asks for (bottlenecks, goals of the regional vision, the working group on training) comes from the
article of Nautus. The days, the people and what they say are invented; people are marked "(verzonnen)".
"""

from core.enums import OrganisationKind
from events.enums import ItemKind, PartyRole
from workshops.enums import ActionKind, ActionState

SLUG, NEXT_SLUG = "werksessie-ijsselland", "werksessie-ijsselland-vervolg"
TITLE = "Werksessie IJsselland: samen eerder zien"
NEXT_TITLE = "Werksessie IJsselland: van doelen naar regiovisie"
INTRODUCTION = (
    "Gemeenten, opvang, wijkteams, politie en scholen uit IJsselland zitten een ochtend aan één tafel. We zoeken uit "
    "waar de aanpak van huiselijk geweld vastloopt en spreken af wat we eraan doen. Datum, personen en gesprek zijn verzonnen."
)
NEXT_INTRODUCTION = (
    "We kijken wat er van de acties van de vorige werksessie is gekomen. Daarna kiezen we de doelen en de acties voor "
    "de regiovisie van de komende vier jaar. Datum, personen en gesprek zijn verzonnen."
)
AUDIENCE = "Gemeenten, wijkteams, opvang, politie, huisartsen en scholen in IJsselland."
QUESTIONS = [
    "Waar loopt de samenwerking vast?",
    "Wat hebben professionals nodig om geweld thuis te bespreken?",
    "Welke doelen en acties nemen we op in de regiovisie?",
]
# Days from today to the session, before it falls on a Thursday.
DAYS, NEXT_DAYS = -42, 28
CAPACITY = 24
VENUE, CITY = "Stadskantoor De Schakel (verzonnen)", "Zwolle"
# role, name and kind of the organisation
PARTIES = [
    (PartyRole.ORGANISER, "Regio IJsselland", OrganisationKind.OTHER),
    (PartyRole.CO_ORGANISER, "Gemeente Zwolle", OrganisationKind.MUNICIPALITY),
    (PartyRole.CONTRACTOR, "Nautus", OrganisationKind.RESEARCH_AGENCY),
]
SESSION = "Van knelpunt naar actie"
# from, to, kind, title, captured
PROGRAMME = [
    ("09:00", "09:30", ItemKind.ARRIVAL, "Inloop", False),
    ("09:30", "09:45", ItemKind.PLENARY, "Welkom en wat we vandaag afspreken", False),
    ("09:45", "12:00", ItemKind.PLENARY, SESSION, True),
    ("12:00", "12:30", ItemKind.DRINKS, "Lunch", False),
]
REGISTERED = {
    "gemeente-beleid": 5,
    "gemeente-uitvoering": 3,
    "opvang": 3,
    "politie": 2,
    "veilig-thuis": 2,
    "hulpverlening": 2,
}
NEXT_REGISTERED = {"gemeente-beleid": 4, "gemeente-uitvoering": 2, "opvang": 2, "politie": 1, "veilig-thuis": 1}
NOTES = (
    "Aangifte krijgt niet altijd het label huiselijk geweld of stalking\n"
    "Pleger staat in een andere gemeente: wie pakt de melding op?\n"
    "Huisarts en docent hebben een vermoeden, en dan?\n"
    "Er is scholing genoeg; in de praktijk zien we er te weinig van terug"
)
OUTCOMES = {
    "bottlenecks": [
        "Een aangifte krijgt niet altijd het label huiselijk geweld of stalking. Dan ziet niemand het patroon.",
        "Staat de pleger in een andere gemeente ingeschreven, dan blijft de melding liggen.",
        "Huisartsen en docenten hebben een vermoeden, maar weten niet wat zij ermee kunnen.",
        "Professionals worden getraind, maar passen het geleerde nog te weinig toe.",
        "Geweld thuis ter sprake brengen blijft moeilijk, ook voor wie het vaak ziet.",
    ],
    "ideas": [
        "Eén plek in de regio die een melding volgt, ook over de gemeentegrens.",
        "Een kaart voor docenten en huisartsen: wat zie ik, wat vraag ik, wie bel ik?",
        "Na elke training een collega die drie maanden meekijkt in de praktijk.",
    ],
    "goals": [
        "Elke melding heeft binnen een week iemand die haar volgt, waar de pleger ook woont.",
        "Hulpverleners en omstanders herkennen dreiging eerder en weten wat zij dan doen.",
        "Wat mensen in een training leren, is een half jaar later te zien in hun werk.",
    ],
}
POINTS = ["Staat de pleger", "Een kaart voor", "Elke melding"]
OWNER_ADDRESS = "femke.holtrop@voorbeeld.example"
# text, kind, owners, days from the session until it is due, how far it is, what its owner says about that
ACTIONS: list[tuple[str, ActionKind, list[str], int, ActionState, str]] = [
    (
        "Uitschrijven wie een melding overneemt als de pleger in een andere gemeente woont.",
        ActionKind.ACTION,
        ["Femke Holtrop (verzonnen)", "Regio IJsselland"],
        35,
        ActionState.BUSY,
        "Een eerste versie ligt bij de gemeenten.",
    ),
    (
        "Een eerste versie maken van de kaart voor docenten en huisartsen.",
        ActionKind.ACTION,
        ["Joost Wessels (verzonnen)"],
        28,
        ActionState.DONE,
        "De kaart ligt bij twee scholen en een huisartsenpost.",
    ),
    (
        "In de regionale werkgroep scholing voorstellen dat een collega na een training meekijkt.",
        ActionKind.COMMITMENT,
        ["Nadia Benali (verzonnen)"],
        77,
        ActionState.OPEN,
        "",
    ),
]
