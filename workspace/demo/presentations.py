"""Two small presentations of 5 March 2015: ours, invented, in our own words."""

from typing import NamedTuple

from workspace.demo import meeting_2015
from workspace.demo.workshops_2015 import WORKSHOPS


class Slides(NamedTuple):
    """A presentation: of which part, by whom, what is in it, and its slides (title, points)."""

    part: str
    speaker: str
    title: str
    text: str
    slides: list[tuple[str, list[str]]]


PRESENTATIONS = [
    Slides(
        meeting_2015.TALK,
        "Renée Römkens",
        "Casussen en gender: in drie dia’s",
        "Drie dia’s met alleen tekst: waarom casussen, wat opvalt, en drie vragen voor de workshops.",
        [
            ("Waarom casussen?", ["Een casus laat zien wat een cijfer niet laat zien", "Iedereen leest hem anders"]),
            ("Wat valt op?", ["Wie belt, en wie gebeld wordt", "Wie het plan uitvoert", "Waar niemand naar vraagt"]),
            ("Drie vragen", ["Wie is hier bang?", "Wie heeft iets te kiezen?", "Wie praat met wie?"]),
        ],
    ),
    Slides(
        WORKSHOPS[0]["title"],
        WORKSHOPS[0]["leader"][0],
        "Gesprekskaart over geld, wonen en werk",
        "Een kaart van twee kanten. Voorkant: vragen over geld en wonen. Achterkant: vragen over werk en kinderen.",
        [
            (
                "Geld en wonen",
                ["Wie betaalt de rekeningen?", "Op wiens naam staat het huis?", "Heb je een eigen rekening?"],
            ),
            ("Werk en kinderen", ["Wie werkt, en wie zou dat willen?", "Wie brengt de kinderen als jij er niet bent?"]),
        ],
    ),
]
