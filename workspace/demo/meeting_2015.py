"""The finished example: the national meeting of 5 March 2015."""

from events.enums import ItemKind, PartyRole
from workshops.enums import ActionKind, AttributionKind, ConsentState

SLUG = "systeemaanpak-huiselijk-geweld-2015"
TITLE = "Een effectieve systeemaanpak van huiselijk geweld"
INTRODUCTION = (
    "Een middag over gender in de aanpak van huiselijk geweld. We bespreken wat onderzoek naar casussen heeft "
    "opgeleverd en zoeken samen uit hoe beleid en praktijk gendersensitief kunnen werken."
)
AUDIENCE = (
    "Beleidsmedewerkers van gemeenten en professionals die in de praktijk werken aan de aanpak van huiselijk geweld."
)
PROJECT = "Follow up Genderscan"
PROJECT_NOTE = (
    "Uit de Genderscan van 2013 bleek dat de aanpak van huiselijk geweld nog nauwelijks structureel gendersensitief "
    "is. In het vervolgproject zoeken Atria, Regioplan, Movisie en Margreet de Boer uit hoe dat beter kan."
)
QUESTIONS = [
    "Welke rol speelt gender in een systeemgerichte aanpak van huiselijk geweld die werkt?",
    "Welke rol hebben mannen en vrouwen in partnergeweld, en wat betekent gender daarin?",
    "Hoe doorbreken we patronen die het geweld in stand houden en van ouders op kinderen overgaan?",
    "Is aandacht voor gender nodig om huiselijk geweld te voorkomen, en waarom?",
    "Welke instrumenten hebben beleid en praktijk nodig?",
]
BODY = [
    ("heading", "Waarom deze bijeenkomst"),
    (
        "text",
        (
            "<p>In de regio’s zijn de regiovisies bijna klaar. Nu komt het op de uitvoering aan, ook van de preventie. "
            "De meeste regio’s kiezen voor een systeemgerichte aanpak: kijken naar het hele gezin. Die aanpak wint aan "
            "kracht als ook machtsverschillen tussen mannen en vrouwen, vaste rolpatronen en verwachtingen over gedrag "
            "op tafel komen.</p>"
        ),
    ),
    ("heading", "Wat we gaan doen"),
    (
        "text",
        (
            "<p>De afgelopen maanden is onderzoek gedaan naar afzonderlijke casussen: wat betekent gender concreet bij "
            "partnergeweld, en hoe laat het zich zien? U hoort de uitkomsten en praat mee over een aanpak die daar "
            "rekening mee houdt. Eerst met de hele zaal, daarna in workshops aan de hand van semi-fictieve casussen.</p>"
        ),
    ),
]

# (role, short name of the organisation or "", person, name at the time)
PARTIES = [
    (PartyRole.COMMISSIONER, "OCW", "", "ministerie van OCW"),
    (PartyRole.COMMISSIONER, "VWS", "", "ministerie van VWS"),
    (PartyRole.COMMISSIONER, "JenV", "", "ministerie van VenJ"),
    (PartyRole.ORGANISER, "Atria", "", "Atria"),
    (PartyRole.ORGANISER, "Regioplan", "", "Regioplan"),
    (PartyRole.ORGANISER, "Movisie", "", "Movisie"),
    (PartyRole.CO_ORGANISER, "VNG", "", "VNG"),
    (PartyRole.CONTRACTOR, "Atria", "", "Atria"),
    (PartyRole.CONTRACTOR, "Regioplan", "", "Regioplan"),
    (PartyRole.CONTRACTOR, "Movisie", "", "Movisie"),
    (PartyRole.CONTRACTOR, "", "Margreet de Boer", ""),
]

# (start, end, kind, title, description, room, captured, speaker)
TALK = "Wat casussen leren over gender en partnergeweld"
FEEDBACK = "Terugkoppeling uit de workshops en afspraken"
PROGRAMME = [
    ("12:30", "13:00", ItemKind.ARRIVAL, "Inloop met lunch", "", "Foyer", False, None),
    ("13:00", "13:15", ItemKind.PLENARY, "Welkom en opening", "", "Plenaire zaal", False, None),
    (
        "13:15",
        "14:00",
        ItemKind.TALK,
        TALK,
        "<p>De uitkomsten van het onderzoek naar casussen door Atria en Regioplan.</p>",
        "Plenaire zaal",
        True,
        ("Renée Römkens", "Atria"),
    ),
    (
        "14:00",
        "14:25",
        ItemKind.PLENARY,
        "In gesprek met de zaal",
        "<p>Twee peilingen onder de aanwezigen.</p>",
        "Plenaire zaal",
        False,
        None,
    ),
    ("14:25", "14:45", ItemKind.BREAK, "Pauze", "", "Foyer", False, None),
    ("16:10", "16:40", ItemKind.PLENARY, FEEDBACK, "", "Plenaire zaal", True, None),
    ("16:40", "17:00", ItemKind.DRINKS, "Borrel", "", "Foyer", False, None),
]
ROUND = ("Workshopronde", "14:45", "16:05")

# People per sector: registered, and how many of them came.
REGISTERED = {
    "gemeente-beleid": 38,
    "gemeente-uitvoering": 8,
    "veilig-thuis": 16,
    "politie": 12,
    "om": 4,
    "opvang": 17,
    "hulpverlening": 19,
    "ervaringsdeskundigen": 6,
}
ATTENDED = {
    "gemeente-beleid": 33,
    "gemeente-uitvoering": 7,
    "veilig-thuis": 14,
    "politie": 10,
    "om": 3,
    "opvang": 15,
    "hulpverlening": 17,
    "ervaringsdeskundigen": 5,
}

POLL = "Peilingen in de zaal"
# (question, [(answer, clause, {sector: votes})])
POLL_QUESTIONS = [
    (
        "Een gendersensitieve aanpak is nodig om huiselijk geweld te stoppen.",
        [
            (
                "Eens",
                "vindt een gendersensitieve aanpak nodig om huiselijk geweld te stoppen",
                {
                    "gemeente-beleid": 24,
                    "gemeente-uitvoering": 5,
                    "veilig-thuis": 10,
                    "politie": 6,
                    "om": 2,
                    "opvang": 10,
                    "hulpverlening": 11,
                    "ervaringsdeskundigen": 3,
                },
            ),
            (
                "Oneens",
                "vindt een gendersensitieve aanpak daarvoor niet nodig",
                {"gemeente-beleid": 3, "politie": 2, "opvang": 1},
            ),
            (
                "Weet ik niet",
                "weet het nog niet",
                {"gemeente-beleid": 2, "gemeente-uitvoering": 1, "veilig-thuis": 1, "hulpverlening": 2, "opvang": 1},
            ),
        ],
    ),
    (
        "Wie moet een gendersensitieve aanpak stimuleren?",
        [
            (
                "De gemeente",
                "vindt dat de gemeente een stimulerende rol moet spelen",
                {
                    "gemeente-beleid": 10,
                    "gemeente-uitvoering": 4,
                    "veilig-thuis": 8,
                    "politie": 4,
                    "om": 1,
                    "opvang": 7,
                    "hulpverlening": 8,
                    "ervaringsdeskundigen": 2,
                },
            ),
            (
                "De ketenpartners die het werk doen",
                "vindt dit een zaak van de uitvoerende ketenpartners zelf",
                {
                    "gemeente-beleid": 19,
                    "gemeente-uitvoering": 2,
                    "veilig-thuis": 3,
                    "politie": 4,
                    "om": 1,
                    "opvang": 5,
                    "hulpverlening": 5,
                    "ervaringsdeskundigen": 1,
                },
            ),
        ],
    ),
]

# Prompt keys of the talk: key-messages, dilemmas, questions.
TALK_OUTCOMES = {
    "key-messages": [
        (
            "Uit onderzoek van Atria en Regioplan naar casussen blijkt dat veel ketenpartners, zonder het te weten, al een "
            "goede basis hebben voor gendersensitief werken."
        ),
        "Ze stellen veel relevante vragen, hebben een open houding en letten op afhankelijkheid binnen de relatie.",
        "De link met gender leggen ze daarbij meestal niet hardop.",
        (
            "In een gendersensitieve aanpak horen vijf dingen thuis: de aard en ernst van het geweld, afhankelijkheid die "
            "met gender te maken heeft, rolpatronen, de dynamiek van de relatie en wat van ouders op kinderen overgaat."
        ),
    ],
    "dilemmas": [
        (
            "Wat doe je als een vrouw die slachtoffer is van partnergeweld steeds voor (financiële) zekerheid kiest en "
            "daarom bij haar man blijft?"
        ),
    ],
    "questions": [
        "Wie stimuleert een gendersensitieve aanpak? De rol van gemeenten daarin blijkt nog onduidelijk.",
        "Hoe bespreek je rolpatronen zonder dat het gezin zich veroordeeld voelt?",
        "Wat vraagt dit van mannelijke slachtoffers en van hulp aan plegers?",
    ],
}
AGREEMENTS = [
    {
        "kind": ActionKind.AGREEMENT,
        "text": "Enkele van de instrumenten ontwikkelen die in de workshops zijn genoemd.",
        "owners": ["Movisie", "Regioplan", "Atria"],
        "period": "komende maanden",
        "commissioned_by": "de ministeries van OCW, VWS en VenJ",
    },
]
PLENARY_QUOTES = [
    {
        "text": "We deden het al, maar we noemden het niet zo. Nu kunnen we het ook aan elkaar uitleggen.",
        "kind": AttributionKind.PARTICIPANT,
        "sector": "veilig-thuis",
        "attribution": "een medewerker van Veilig Thuis",
        "consent": ConsentState.GIVEN,
    },
]
