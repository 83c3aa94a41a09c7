"""A meeting that is today, so that the live room can be tried at once. Everybody is invented."""

from events.enums import ItemKind

SLUG = "van-regiovisie-naar-uitvoering"
TITLE = "Van regiovisie naar uitvoering"
INTRODUCTION = (
    "Een werkmiddag voor gemeenten, Veilig Thuis, politie, opvang en hulpverlening. We kijken wat er van de "
    "regiovisies terechtkomt en wat er nog nodig is."
)
AUDIENCE = "Iedereen die in de regio werkt aan de aanpak van huiselijk geweld."
QUESTIONS = [
    "Wat gaat al goed in de samenwerking?",
    "Waar lopen professionals in de praktijk op vast?",
    "Wat spreken we vandaag af?",
]
TALK = "Wat werkt in de regio"
# Minutes after the start: (from, to, kind, title, captured, speaker)
PROGRAMME = [
    (0, 30, ItemKind.ARRIVAL, "Inloop", False, None),
    (30, 60, ItemKind.TALK, TALK, True, ("Noor van Vliet (verzonnen)", "Voorbeeldinstituut (verzonnen)")),
    (60, 90, ItemKind.PLENARY, "Peilingen in de zaal", False, None),
    (180, 210, ItemKind.PLENARY, "Terugkoppeling en afspraken", True, None),
    (210, 240, ItemKind.DRINKS, "Borrel", False, None),
]
ROUND = ("Workshopronde", 100, 170)
# title, room, capacity, leader
WORKSHOPS = [
    ("Sneller weten wat er speelt", "Zaal A", 20, "Ad Verbeek (verzonnen)"),
    ("Werken met het hele gezin", "Zaal B", 20, "Rosa Claessen (verzonnen)"),
    ("Praten over geld en wonen", "Zaal C", 12, "Ivo Hermans (verzonnen)"),
]
REGISTERED = {
    "gemeente-beleid": 22,
    "gemeente-uitvoering": 6,
    "veilig-thuis": 9,
    "politie": 6,
    "opvang": 7,
    "hulpverlening": 8,
    "ervaringsdeskundigen": 2,
}
POLL = "Waar staan we?"
# (question, help, icebreaker, [(answer, clause)])
POLL_QUESTIONS = [
    (
        "Hoe bent u vandaag gekomen?",
        "",
        True,
        [("Met de trein", ""), ("Met de auto", ""), ("Op de fiets", ""), ("Anders", "")],
    ),
    (
        "In mijn regio weten professionals wie ze moeten bellen.",
        "Denk aan de afgelopen drie maanden.",
        False,
        [
            ("Eens", "vindt dat professionals in de regio weten wie ze moeten bellen"),
            ("Oneens", "vindt dat professionals dat niet goed weten"),
            ("Weet ik niet", "weet het niet"),
        ],
    ),
    (
        "Wat heeft uw regio het eerst nodig?",
        "",
        False,
        [
            ("Meer tijd per gezin", "noemt meer tijd per gezin het eerst"),
            ("Betere afspraken met de politie", "wil eerst betere afspraken met de politie"),
            ("Scholing", "wil eerst scholing"),
            ("Meer plekken in de opvang", "wil eerst meer plekken in de opvang"),
        ],
    ),
]
ALREADY_VOTED = 25
