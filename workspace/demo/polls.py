"""Questions of every kind: those of today's meeting, and those that closed the meeting of 2015. The votes are invented."""

from typing import Any

from polls.enums import QuestionKind

# Today, after the questions of ``today``: (kind, question, explanation, limits and labels, [(answer, clause)])
TODAY: list[tuple[Any, ...]] = [
    (
        QuestionKind.MULTIPLE,
        "Wat ontbreekt er nog in uw regio om geweld sneller te stoppen?",
        "Kies er hooguit drie.",
        {"maximum_choices": 3},
        [
            ("Eén plan voor het hele gezin", "noemt één plan voor het hele gezin"),
            ("Samen weten hoe groot het risico is", "noemt samen inschatten van het risico"),
            ("Hulp voor de pleger", "noemt hulp voor de pleger"),
            ("Aandacht voor de kinderen", "noemt aandacht voor de kinderen"),
            ("Een vast gezicht voor het slachtoffer", "noemt een vast gezicht voor het slachtoffer"),
            ("Geld en een woning", "noemt geld en een woning"),
        ],
    ),
    (
        QuestionKind.STATEMENT,
        "In een gezin met geweld praten we met iedereen, ook met wie het geweld pleegt.",
        "",
        {},
        [],
    ),
    (
        QuestionKind.RATING,
        "Hoe goed werken de organisaties in uw regio samen?",
        "",
        {"highest": 10, "low_label": "langs elkaar heen", "high_label": "als één team"},
        [],
    ),
    (
        QuestionKind.RANKING,
        "Wat doen we het eerst? Zet op volgorde.",
        "Bovenaan staat wat het eerst moet.",
        {},
        [
            ("Veiligheid nu", ""),
            ("Kijken naar wat erachter zit", ""),
            ("Steun bij herstel", ""),
            ("Voorkomen dat het terugkomt", ""),
        ],
    ),
    (
        QuestionKind.NUMBER,
        "Met hoeveel organisaties had u te maken in het laatste gezin dat u sprak?",
        "",
        {"lowest": 0, "highest": 20, "bins": 7},
        [],
    ),
    (
        QuestionKind.WORDS,
        "Waar denkt u aan bij ‘systeemgericht werken’?",
        "Hooguit drie woorden.",
        {"maximum_choices": 3},
        [],
    ),
    (
        QuestionKind.TEXT,
        "Wat wilt u morgen anders doen?",
        "In één zin, zonder namen.",
        {},
        [],
    ),
]

AFTER_2015 = "Na de workshops"
MULTIPLE_2015 = "Wat hebt u nodig om meer naar gender te kijken?"
# answer, clause, how much it appeals
ANSWERS_2015 = [
    ("Voorbeelden uit de praktijk", "noemt voorbeelden uit de praktijk", 9),
    ("Een handreiking", "noemt een handreiking", 6),
    ("Scholing", "noemt scholing", 7),
    ("Tijd om met collega’s te praten", "noemt tijd om met collega’s te praten", 5),
    ("Een opdracht van de gemeente", "noemt een opdracht van de gemeente", 3),
]
STATEMENT_2015 = "Wie rolpatronen niet bespreekt, ziet een deel van het geweld niet."
# label, how many in ten thousand choose each answer, from strongly disagree to strongly agree
ROUNDS_2015 = [
    ("Vóór het gesprek", [500, 1600, 3100, 3600, 1200]),
    ("Na het gesprek", [300, 800, 1700, 4500, 2700]),
]
WORDS_2015 = "Welk woord neemt u mee van vandaag?"
# what people gave, in their own spelling, and how many
GIVEN_2015 = [
    ("gender", 7),
    ("Gender", 4),
    ("genderbril", 5),
    ("rolpatronen", 9),
    ("Rolpatroon", 3),
    ("macht", 6),
    ("doorvragen", 8),
    ("Doorvragen", 3),
    ("samenwerken", 6),
    ("afhankelijkheid", 5),
    ("bewust", 4),
    ("open houding", 6),
    ("moed", 2),
]
