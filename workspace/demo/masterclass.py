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
# Days from today: (day, label, kind)
DATES = [
    (35, "Dagdeel 1: herkennen", DateKind.REGULAR),
    (49, "Dagdeel 2: bespreken", DateKind.REGULAR),
    (105, "Terugkomdag: vasthouden", DateKind.FOLLOW_UP),
]
REGISTERED = {"gemeente-uitvoering": 4, "veilig-thuis": 5, "opvang": 3, "hulpverlening": 4}
