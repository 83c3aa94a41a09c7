"""One click drafts the verslag from what is known."""

import pytest

from reports.document import plain_text, walk
from reports.domain.drafting import draft_report
from reports.domain.to_document import page_to_document
from reports.models import ReportPage
from tests.factories import UserFactory
from tests.reports.meeting import make_meeting

pytestmark = pytest.mark.django_db


def draft_text(page: ReportPage) -> str:
    """All that the draft says, as plain text."""
    found = []
    for _path, block in walk(page_to_document(page).blocks):
        for name in ("content", "caption", "title"):
            if hasattr(block, name):
                found.append(plain_text(getattr(block, name)))
        for item in getattr(block, "items", ()):
            found.append(plain_text(item.content))
        for row in getattr(block, "rows", ()):
            found.extend(plain_text(cell) for cell in row)
        found.append(getattr(block, "attribution", ""))
    return "\n".join(found).replace("\u00a0", " ")


def test_draft_of_the_meeting_of_5_march_2015_tells_its_facts():
    text = draft_text(draft_report(make_meeting().event, actor=UserFactory()))
    print(text)
    for fact in [
        "Wat is de rol van gender in een effectieve systeemgerichte aanpak van huiselijk geweld?",
        "donderdag 5 maart 2015 van 12.30 tot 17.00 uur in BCN Utrecht CS",
        "onderdeel van het project Follow up Genderscan",
        "Atria, Regioplan, Movisie en Margreet de Boer",
        "gemeentelijke beleidsmedewerkers",
        "Er is veel draagvlak voor een gendersensitieve aanpak",
        "Renée Römkens van Atria gaf aan",
        "De zaal is verdeeld: de helft van de 84 stemmers (52 %)",
        "waaronder een flink aantal gemeentelijke beleidsmedewerkers",
        "In vijf workshops is aan de hand van semi-fictieve casussen gesproken over",
        "Movisie, Regioplan en Atria",
        "komende maanden",
        "de ministeries van OCW, VWS en VenJ",
        "workshop 4: geen goede voorbeelden genoteerd",
    ]:
        assert fact in text or fact.capitalize() in text, fact
