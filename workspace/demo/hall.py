"""Questions from the hall and points for the report-back at today's meeting. Everything is invented."""

PLENARY = "Terugkoppeling en afspraken"
# (question, state, number of supporters)
QUESTIONS = [
    ("Wat doen we als een gezin tussen twee gemeenten verhuist?", "approved", 17),
    ("Wanneer is er genoeg plek in de opvang?", "approved", 12),
    ("Wie belt er nu eerst: de politie of Veilig Thuis?", "answered", 9),
    ("Kunnen ervaringsdeskundigen vaker meedenken over de regiovisie?", "approved", 8),
    ("Wanneer komt er genoeg plek in de opvang?", "pending", 0),
    ("Hoe houden we dit vast als het project voorbij is?", "pending", 0),
]
PINNED = 0
# Points by the number of the workshop; the third room still writes.
POINTS = {
    1: [
        "Spreek per gezin af wie belt, en zet het nummer in het dossier.",
        "Deel eerst zorgen, dan pas gegevens.",
        "Elke maandag een kwartier overleg voorkomt een week zoeken.",
    ],
    2: [
        "Vraag kinderen apart wat zij nodig hebben.",
        "Eén plan per gezin, ook als er drie organisaties komen.",
    ],
}
