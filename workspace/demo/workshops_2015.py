"""The five workshops of 5 March 2015: cases and outcomes, all semi-fictional and in our own words."""

from typing import Any

from workshops.enums import AttributionKind, ConsentState

# title, room, capacity, leader, content warning, case (title, text), outcomes per prompt key, quotes
WORKSHOPS: list[dict[str, Any]] = [
    {
        "title": "Blijven voor de zekerheid",
        "room": "Zaal 1",
        "leader": ("Hanneke Brons (verzonnen)", "Atria"),
        "warning": "De casus gaat over geweld en geldzorgen.",
        "case": (
            "Samira en Joost",
            (
                "<p>Samira werkt niet en heeft geen eigen rekening. Na elke melding zegt zij dat het thuis weer goed gaat. "
                "Joost vindt dat de hulpverlening zich met het geld bemoeit. Wat vraag je, en aan wie?</p>"
            ),
        ),
        "outcomes": {
            "gender-aspects": [
                "Geld en huisvesting bepalen of een vrouw kan vertrekken; vraag er vanaf het eerste gesprek naar.",
                "Zorg voor de kinderen komt bijna vanzelf op de schouders van de moeder terecht, ook in het hulpplan.",
            ],
            "good-examples": [
                "Een wijkteam neemt de schuldhulpverlener mee naar het tweede gesprek.",
                "Veilig Thuis spreekt beide ouders apart voordat er een plan komt.",
            ],
            "instruments": [
                "Een gesprekskaart over geld, wonen en werk.",
                "Een korte training over financiële afhankelijkheid.",
            ],
        },
        "quotes": [
            {
                "text": "Pas toen iemand vroeg wie de rekeningen betaalde, zag ik hoe vast ik zat.",
                "kind": AttributionKind.EXPERT_BY_EXPERIENCE,
                "sector": "ervaringsdeskundigen",
                "attribution": "een ervaringsdeskundige",
                "consent": ConsentState.GIVEN,
            }
        ],
    },
    {
        "title": "Wie is hier het slachtoffer?",
        "room": "Zaal 2",
        "leader": ("Mark Oldenburg (verzonnen)", "Regioplan"),
        "warning": "",
        "case": (
            "Mila en Ruben",
            (
                "<p>De politie komt voor de derde keer. Mila heeft geslagen, Ruben heeft een blauw oog. Beiden zeggen dat de "
                "ander begon. Kijk verder dan het incident: hoe zijn de verhoudingen thuis?</p>"
            ),
        ),
        "outcomes": {
            "gender-aspects": [
                "Kijk naar het patroon en de ernst van het geweld, niet alleen naar wie als laatste sloeg.",
                "Van mannen wordt verwacht dat zij zich redden; daardoor vragen zij laat om hulp.",
            ],
            "good-examples": [
                "De politie legt bij elke melding ook de voorgeschiedenis vast.",
                "Politie en OM bespreken twijfelgevallen wekelijks met Veilig Thuis.",
            ],
            "instruments": [
                "Een taxatie-instrument dat angst en controle meeweegt.",
                "Casusoverleg waarin iemand expliciet op gender let.",
            ],
        },
        "quotes": [
            {
                "text": "Wij schreven op wie sloeg. We vroegen niet wie er bang was.",
                "kind": AttributionKind.PARTICIPANT,
                "sector": "politie",
                "attribution": "een wijkagent",
                "consent": ConsentState.GIVEN,
            }
        ],
    },
    {
        "title": "Wat kinderen meenemen",
        "room": "Zaal 3",
        "leader": ("Fatima Berkane (verzonnen)", "Movisie"),
        "warning": "De casus gaat over kinderen die getuige zijn van geweld.",
        "case": (
            "Het gezin van Dewi",
            (
                "<p>De zoon van Dewi is twaalf en praat tegen zijn moeder zoals zijn vader dat doet. Zijn zusje wordt steeds "
                "stiller. School vraagt om advies.</p>"
            ),
        ),
        "outcomes": {
            "gender-aspects": [
                "Jongens en meisjes leren thuis verschillende rollen; benoem dat in het plan voor het gezin.",
                "Vaders blijven buiten beeld als de hulp vooral met moeders praat.",
            ],
            "good-examples": [
                "De opvang werkt met aparte groepen voor jongens en meisjes en één gezamenlijke afsluiting.",
            ],
            "instruments": [
                "Materiaal om met kinderen over rolpatronen te praten.",
                "Een gesprekskaart over geld, wonen en werk.",
            ],
        },
        "quotes": [
            {
                "text": "Mijn zoon dacht dat het zo hoorde. Dat vond ik het ergste.",
                "kind": AttributionKind.EXPERT_BY_EXPERIENCE,
                "sector": "ervaringsdeskundigen",
                "attribution": "een ervaringsdeskundige",
                "consent": ConsentState.NOT_ASKED,
            }
        ],
    },
    {
        "title": "Eer, familie en omgeving",
        "room": "Zaal 4",
        "leader": ("Jip Verhoeven (verzonnen)", "Movisie"),
        "warning": "De casus gaat over dwang door familie.",
        "case": (
            "Nadia",
            (
                "<p>Nadia wil scheiden. Haar broers vinden dat zij de familie te schande maakt. De gemeente biedt haar een "
                "woning aan in dezelfde wijk.</p>"
            ),
        ),
        "outcomes": {
            "gender-aspects": [
                "De familie bewaakt het gedrag van vrouwen; kijk dus verder dan het gezin.",
                "Ook mannen staan onder druk om op te treden.",
            ],
            "good-examples": [],
            "instruments": [
                "Een lijst met deskundigen die professionals snel kunnen bellen.",
                "Een korte training over financiële afhankelijkheid.",
            ],
        },
        "quotes": [],
    },
    {
        "title": "De gemeente aan zet?",
        "room": "Zaal 5",
        "leader": ("Els Roelofs (verzonnen)", "VNG"),
        "warning": "",
        "case": (
            "De regiovisie van Rivierenstad",
            (
                "<p>De regio Rivierenstad heeft een regiovisie waarin het woord gender niet voorkomt. De wethouder vraagt wat "
                "het oplevert om dat te veranderen.</p>"
            ),
        ),
        "outcomes": {
            "gender-aspects": [
                "In de regiovisie staat ‘het gezin’ waar het vaak over vrouwen en kinderen gaat.",
                "Cijfers worden niet naar mannen en vrouwen uitgesplitst.",
            ],
            "good-examples": [
                "Een centrumgemeente vraagt in de inkoop hoe aanbieders met gender omgaan.",
                "Een regio laat ervaringsdeskundigen meelezen met het uitvoeringsplan.",
            ],
            "instruments": [
                "Voorbeeldteksten voor regiovisie en inkoop.",
                "Casusoverleg waarin iemand expliciet op gender let.",
            ],
        },
        "quotes": [
            {
                "text": "Als het niet in de opdracht staat, is het altijd iets voor later.",
                "kind": AttributionKind.PARTICIPANT,
                "sector": "gemeente-beleid",
                "attribution": "een beleidsmedewerker van een gemeente",
                "consent": ConsentState.GIVEN,
            }
        ],
    },
]
