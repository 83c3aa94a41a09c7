"""An upcoming meeting where people rank workshops and the organiser divides the places. Everybody is invented."""

SLUG = "samen-aan-tafel"
TITLE = "Samen aan tafel: werken aan veiligheid in de regio"
INTRODUCTION = (
    "Een middag met twee rondes workshops over samenwerken rond gezinnen. U geeft aan welke workshops u het liefst "
    "volgt; een paar dagen van tevoren hoort u waar u zit."
)
AUDIENCE = "Gemeenten, Veilig Thuis, politie, opvang, hulpverlening en ervaringsdeskundigen."
DAYS = 26
CAPACITY = 70
# title, start, end
ROUNDS = [("Eerste ronde", "13:15", "14:30"), ("Tweede ronde", "15:00", "16:15")]
# round, title, room, places, fewest, mixed, leader, language, level, for whom, content warning, what it repeats
WORKSHOPS = [
    (0, "Eén gezin, één plan", "Zaal 1", 18, 8, True, "Bas Hendriks (verzonnen)", "", "starting", ("gemeente-beleid",), "", None),
    (0, "Praten met pubers", "Zaal 2", 14, 6, True, "Naima Saidi (verzonnen)", "", "everybody", (), "", None),
    (0, "Geld als drukmiddel", "Zaal 3", 20, 8, False, "Truus de Wit (verzonnen)", "", "experienced", ("hulpverlening", "opvang"), "De casus gaat over geweld en schulden.", None),
    (0, "Working across borders", "Zaal 4", 16, 4, False, "Paul Winter (verzonnen)", "en", "everybody", (), "", None),
    (1, "Eén gezin, één plan", "Zaal 1", 18, 8, True, "Bas Hendriks (verzonnen)", "", "starting", ("gemeente-beleid",), "", 0),
    (1, "De eerste nacht in de opvang", "Zaal 2", 12, 6, True, "Lot van Galen (verzonnen)", "", "experienced", ("opvang",), "Ervaringsdeskundigen vertellen over geweld.", None),
    (1, "Wie belt wie na een melding?", "Zaal 3", 20, 8, True, "Ruud Kramer (verzonnen)", "", "everybody", ("politie", "veilig-thuis"), "", None),
    (1, "Cijfers lezen zonder angst", "Zaal 4", 16, 4, False, "Ingrid Bos (verzonnen)", "", "starting", (), "", None),
]  # fmt: skip
# 5 March 2015: in each workshop at least and at most so many of a sector; two people who do not meet, by their sector.
SECTORS_2015 = {"ervaringsdeskundigen": (1, None), "politie": (None, 4)}
KEPT_APART = ("ervaringsdeskundigen", "hulpverlening")
WHY_APART = "Kennen elkaar van eerdere hulp (verzonnen)."
CASE = (
    "Een volle week",
    (
        "<p>Op maandag belt de school, op woensdag de wijkagent en op vrijdag de buurvrouw. Iedereen kent een stukje van "
        "het gezin van Joris en Amina. Wie nodigt wie uit, en wat wil je dan als eerste weten?</p>"
    ),
)
REGISTERED = {
    "gemeente-beleid": 18,
    "gemeente-uitvoering": 8,
    "veilig-thuis": 9,
    "politie": 7,
    "opvang": 8,
    "hulpverlening": 8,
    "ervaringsdeskundigen": 2,
}
SEED = 2611
WITHOUT_ORDER = 9  # one in so many gives no order
