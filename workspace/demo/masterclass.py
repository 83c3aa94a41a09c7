"""An upcoming masterclass of three dates. Everybody is invented."""

from events.enums import DateKind

SLUG = "masterclass-gendersensitief-werken"
TITLE = "Masterclass gendersensitief werken"
INTRODUCTION = (
    "In drie dagdelen leert u gender te herkennen in uw eigen casussen en er met gezinnen over te praten. "
    "U brengt een casus uit uw eigen praktijk mee, zonder namen."
)
AUDIENCE = "Professionals van gemeenten, Veilig Thuis, opvang en hulpverlening die zelf met gezinnen werken."
QUESTIONS = [
    "Hoe zie ik rolpatronen in een casus?",
    "Hoe breng ik het ter sprake zonder te oordelen?",
    "Hoe houd ik het vast in mijn team?",
]
CAPACITY = 24
# (name, city, venue, places)
GROUPS = [
    ("Groep Noord", "Zwolle", "Centrum De Marke (verzonnen)", 14),
    ("Groep Zuid", "Eindhoven", "Huis van de Wijk Strijp (verzonnen)", 14),
]
# Days from today: (day, label, kind, number of the group)
DATES = [
    (35, "Groep Noord, dagdeel 1: herkennen", DateKind.REGULAR, 0),
    (42, "Groep Zuid, dagdeel 1: herkennen", DateKind.REGULAR, 1),
    (49, "Groep Noord, dagdeel 2: bespreken", DateKind.REGULAR, 0),
    (56, "Groep Zuid, dagdeel 2: bespreken", DateKind.REGULAR, 1),
    (77, "Inhaalsessie", DateKind.CATCH_UP, None),
    (105, "Terugkomdag: vasthouden", DateKind.FOLLOW_UP, None),
]
CATCH_UP_PLACES = 8
REGISTERED = {"gemeente-uitvoering": 4, "veilig-thuis": 5, "opvang": 3, "hulpverlening": 4}

HOMEWORK = (
    "Kijk terug op één gesprek",
    (
        "Neem een gesprek van de afgelopen maand in gedachten. Wat vroeg u aan de vader, wat aan de moeder? Schrijf "
        "in een halve bladzijde op wat u opvalt. Laat alles weg waaraan iemand te herkennen is."
    ),
)
HANDED_IN = (
    "Ik zag dat ik de moeder vroeg naar de kinderen en de vader naar het werk. Dat wil ik de volgende keer omdraaien."
)
MATERIALS = [
    (
        "Vooraf lezen: drie vragen bij elke casus",
        "Wie doet wat in dit gezin? Wat vindt ieder daar zelf van? Wat zou er anders zijn als de rollen omgedraaid waren?",
        "",
    ),
    (
        "Achtergrond: het Verdrag van Istanbul",
        "De tekst van het verdrag, voor wie verder wil lezen.",
        "https://www.coe.int/",
    ),
]
CASES = [
    (
        "Een moeder van jonge kinderen zegt dat er niets aan de hand is. Haar partner doet in elk gesprek het woord.",
        "Ik heb voorgesteld om haar een keer alleen te spreken. Dat wilden zij niet.",
        "Hoe krijg ik haar alleen te spreken zonder dat het onveilig wordt?",
    ),
    (
        "Een vader komt elke afspraak na, maar praat alleen over geld. Over wat er thuis gebeurt, zwijgt hij.",
        "",
        "Hoe breng ik met hem het gesprek op wat hij thuis doet?",
    ),
]

# The series before this one: it is over, and its certificates are given.
FINISHED_SLUG = "masterclass-gendersensitief-werken-eerste-reeks"
FINISHED_TITLE = "Masterclass gendersensitief werken, eerste reeks"
FINISHED_DATES = [
    (-49, "Dagdeel 1: herkennen", DateKind.REGULAR),
    (-35, "Dagdeel 2: bespreken", DateKind.REGULAR),
    (-21, "Inhaalsessie", DateKind.CATCH_UP),
    (-8, "Terugkomdag: vasthouden", DateKind.FOLLOW_UP),
]
FINISHED_REGISTERED = {"gemeente-uitvoering": 2, "veilig-thuis": 3, "opvang": 1, "hulpverlening": 2}
# Which dates each of them attended, by number in the list above.
ATTENDED = [(0, 1, 3), (0, 1, 3), (0, 2, 3), (1, 2), (0, 1), (0,), (0, 1, 3), (3,)]
REQUIRED_DATES = 2
SIGNED_BY = "Dr. M. Docent (verzonnen), opleider"
