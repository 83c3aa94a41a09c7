"""What leaders, scribes and the speaker of the demo add to the outcomes. Everybody and everything is invented."""

from typing import Any

from workshops.enums import ActionKind, AttributionKind, ConsentState

# 5 March 2015: title of a workshop → the points for the report-back, in order (the beginning of each outcome).
POINTS_2015: dict[str, list[str]] = {
    "Blijven voor de zekerheid": ["Geld en huisvesting", "Een wijkteam neemt", "Een gesprekskaart"],
    "Wie is hier het slachtoffer?": ["Kijk naar het patroon", "Van mannen wordt", "Een taxatie-instrument"],
    "Wat kinderen meenemen": ["Jongens en meisjes", "Vaders blijven", "Materiaal om"],
    "Eer, familie en omgeving": ["De familie bewaakt", "Een lijst met"],
    "De gemeente aan zet?": ["In de regiovisie", "Een centrumgemeente", "Voorbeeldteksten"],
}
ACTIONS_2015: dict[str, list[dict[str, Any]]] = {
    "De gemeente aan zet?": [
        {
            "kind": ActionKind.ACTION,
            "text": "Een voorstel schrijven om gender op te nemen in de regiovisie van Rivierenstad.",
            "owners": ["regio Rivierenstad (verzonnen)", "Els Roelofs (verzonnen)"],
            "period": "voor de zomer van 2015",
        },
        {
            "kind": ActionKind.COMMITMENT,
            "text": "Ervaringsdeskundigen vragen om mee te lezen met dat voorstel.",
            "owners": ["centrumgemeente Rivierenstad (verzonnen)"],
            "period": "voor de zomer van 2015",
        },
    ],
}
# What a scribe had noted twice, by the workshop: the text, and the beginning of the outcome that it was put under.
SAID_TWICE_2015: dict[str, tuple[str, str]] = {
    "Blijven voor de zekerheid": (
        "Vraag vanaf het eerste gesprek naar geld en huisvesting.",
        "Geld en huisvesting bepalen",
    ),
    "Wie is hier het slachtoffer?": (
        "Kijk ook naar de ernst van het geweld en naar wat eraan voorafging.",
        "Kijk naar het patroon",
    ),
}
# The prompt for a number that this meeting had of its own, and what was counted: by the workshop, number and text.
COUNTED_2015 = ("counted", "Geteld in de zaal", "Hoeveel deelnemers doen nu al wat hier besproken is?")
COUNTS_2015: dict[str, tuple[int, str]] = {
    "Blijven voor de zekerheid": (9, "deelnemers vragen in het eerste gesprek al naar geld."),
    "Wie is hier het slachtoffer?": (6, "deelnemers leggen bij elke melding de voorgeschiedenis vast."),
    "Wat kinderen meenemen": (11, "deelnemers spreken de kinderen ook zonder hun ouders."),
    "Eer, familie en omgeving": (4, "deelnemers kennen een deskundige die zij meteen kunnen bellen."),
    "De gemeente aan zet?": (3, "deelnemers hebben gender opgenomen in hun regiovisie."),
}
# Outcomes of a workshop that go on with what was said in the talk (the beginning of each).
FROM_THE_TALK_2015 = {"Blijven voor de zekerheid": "Een gesprekskaart"}
BRIEFING = (
    "<p>Laat de groep eerst vijf minuten zelf lezen. Vraag daarna wat opvalt, vóór iemand een oplossing noemt.</p>"
    "<ul><li>Niemand hoeft iets over zichzelf te vertellen.</li><li>De verslaglegger noteert geen namen.</li>"
    "<li>Kies in de laatste drie minuten samen drie punten.</li></ul>"
)
FLIPCHARTS_2015: dict[str, tuple[str, list[str], str]] = {
    "Blijven voor de zekerheid": (
        "Wat houdt haar vast?",
        ["geen eigen rekening", "de huur staat op zijn naam", "zorg voor de kinderen", "vraag er meteen naar!"],
        (
            "Flip-over met als titel: Wat houdt haar vast? Daaronder: geen eigen rekening; de huur staat op zijn naam; "
            "zorg voor de kinderen; vraag er meteen naar!"
        ),
    ),
}
# The speaker of 2015 (a real person) is not given an answer: only asked. Today's speaker is invented and answered.
TODAY_WORKSHOP = "Sneller weten wat er speelt"
TODAY_CASES = [
    (
        "Rob en Ilse",
        "<p>De buren van Rob en Ilse bellen voor de vierde keer. De wijkagent kent het adres, het wijkteam niet.</p>",
    ),
    (
        "De moeder van Nora",
        "<p>Nora (14) vertelt haar mentor dat zij ’s avonds bij haar moeder blijft ‘voor het geval dat’.</p>",
    ),
]
TODAY_NOTES = (
    "Politie en wijkteam zien allebei een stukje\n"
    "Wie belt wie? Niemand weet het zeker\n"
    "Voorbeeld Zuid: elke maandag samen alle meldingen langs\n"
    "Mentor is vaak de eerste die het hoort"
)
# (number of the prompt, case or None, text)
TODAY_OUTCOMES = [
    (1, 0, "Wijkagent en wijkteam weten van elkaar niet dat zij bij hetzelfde gezin komen."),
    (1, 0, "Het wijkteam en de wijkagent weten niet van elkaar dat ze bij hetzelfde gezin komen."),
    (1, 1, "Een mentor weet niet wie zij kan bellen als een kind iets vertelt."),
    (2, None, "In Zuid lopen politie en wijkteam elke maandag samen alle meldingen langs."),
    (3, 1, "Eén nummer voor scholen, met iemand die terugbelt."),
]
TODAY_POINTS = ["In Zuid lopen", "Eén nummer"]
TODAY_QUOTE = {
    "text": "Ik wist al een half jaar dat het niet goed ging. Ik wist alleen niet wie het ook wist.",
    "kind": AttributionKind.PARTICIPANT,
    "sector": "veilig-thuis",
    "attribution": "een medewerker van Veilig Thuis",
    "consent": ConsentState.NOT_ASKED,
}
TODAY_ACTION = {
    "kind": ActionKind.ACTION,
    "text": "Uitzoeken of het maandagoverleg van Zuid ook in de andere wijken kan.",
    "owners": ["Ad Verbeek (verzonnen)"],
    "period": "komende maanden",
}
TODAY_FLIPCHART = (
    "Wie weet wat?",
    ["politie: meldingen", "school: verhalen", "wijkteam: het gezin", "samen = eerder"],
    "Flip-over met als titel: Wie weet wat? Daaronder: politie, meldingen; school, verhalen; wijkteam, het gezin.",
)
TODAY_TALK = [
    (0, "Wie elkaar kent, belt eerder; dat scheelt weken."),
    (0, "Een afspraak werkt pas als iemand hem bewaakt."),
    (1, "Wat doe je als een gezin niet wil dat instanties met elkaar praten?"),
    (2, "Mag je een zorg delen zonder toestemming? Antwoord: soms, leg uit waarom en schrijf het op."),
]
