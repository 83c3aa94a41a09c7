"""Details that could tell who somebody is: found in invented examples, few false alarms in real sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.identifying import find_identifying
from workshops.enums import FindingKind as Kind
from workspace.demo.workshops_2015 import WORKSHOPS

POSITIVE = [
    ("De moeder, Samira, vertelde dat zij geen rekening had.", Kind.NAME, "Samira"),
    ("Samira vertelde dat zij geen rekening had.", Kind.NAME, "Samira"),
    ("Toen belde Joost van der Meulen de wijkagent.", Kind.NAME, "Joost van der Meulen"),
    ("Het gezin van mevrouw De Vries kreeg geen hulp.", Kind.NAME, "De Vries"),
    ("Mevrouw Testers belde de wijkagent.", Kind.NAME, "Testers"),
    ("Dat vertelde mevrouw Verzonnensen aan de balie.", Kind.NAME, "Verzonnensen"),
    ("De heer Testers kwam niet meer. Meneer wilde niet.", Kind.NAME, "Testers"),
    ("Meneer De Vries kreeg geen hulp.", Kind.NAME, "De Vries"),
    ("Er werd gebeld door J. de Vries over de buren.", Kind.NAME, "J. de Vries"),
    ("Gerda Wolfswinkel zag het gebeuren.", Kind.NAME, "Gerda Wolfswinkel"),
    ("Op school zei El Amrani dat het vaker gebeurde.", Kind.NAME, "El Amrani"),
    ("Her sister Margaret called the police.", Kind.NAME, "Margaret"),
    ("Het ging om een vrouw van 34 uit Deventer.", Kind.AGE_AND_PLACE, "van 34 uit Deventer"),
    ("Een 17-jarige jongen in Zwolle durfde niet naar huis.", Kind.AGE_AND_PLACE, "17-jarige jongen in Zwolle"),
    ("Een man (52) uit Bathmen meldde zich.", Kind.AGE_AND_PLACE, "(52) uit Bathmen"),
    ("She was 41 years old and came from Utrecht.", Kind.AGE_AND_PLACE, "was 41 years old and came from Utrecht"),
    ("Hij sloeg haar op 3 maart 2014 in de keuken.", Kind.DATE, "3 maart 2014"),
    ("Op 12-03-2014 kwam de politie.", Kind.DATE, "12-03-2014"),
    ("Het gebeurde in de nacht van 7 april.", Kind.DATE, "7 april"),
    ("It happened on March 3rd, 2014 at night.", Kind.DATE, "March 3rd, 2014"),
    ("Zij woont in de Dorpsstraat, boven de bakker.", Kind.STREET, "Dorpsstraat"),
    ("Zij woont aan de Lange Kerksteeg 14b.", Kind.STREET, "Lange Kerksteeg 14b"),
    ("Burgemeester van der Bergweg 3 staat leeg.", Kind.STREET, "Burgemeester van der Bergweg 3"),
    ("They lived at 12 Baker Street for years.", Kind.STREET, "12 Baker Street"),
    ("Zij kreeg post op 7411 KT in mei.", Kind.POSTCODE, "7411 KT"),
    ("Zij belde steeds 06-12345678 als het misging.", Kind.PHONE, "06-12345678"),
    ("Haar nummer is +31 6 12 34 56 78.", Kind.PHONE, "+31 6 12 34 56 78"),
    ("Bel 0570-123456 voor een afspraak.", Kind.PHONE, "0570-123456"),
    ("Mail naar s.jansen84@voorbeeld.nl als het kan.", Kind.EMAIL, "s.jansen84@voorbeeld.nl"),
    ("In het dossier stond 111222333 bovenaan.", Kind.NUMBER, "111222333"),
    ("Zijn auto met kenteken 12-ABC-3 stond voor de deur.", Kind.LICENCE_PLATE, "12-ABC-3"),
]
CLEAN = [
    "Veilig Thuis spreekt beide ouders apart voordat er een plan komt.",
    "Politie en OM bespreken twijfelgevallen wekelijks met Veilig Thuis.",
    "In Amsterdam en Den Haag werkt de gemeente samen met de GGD.",
    "Sinds 2015 OM en politie samenwerken, gaat het beter.",
    "Het Verdrag van Istanbul vraagt om een plan van het Ministerie van Justitie en Veiligheid.",
    "Van de 34 gemeenten in Overijssel deden er 12 mee.",
    "Turkse en Marokkaanse vrouwen bellen minder vaak dan Nederlandse vrouwen.",
    "Dat doen de Engelsen en de Groningers anders.",
    "Mevrouw had geen geld. Meneer wel. Cliënt. Daarna ging het beter.",
    "Bel 0800-2000, dag en nacht bereikbaar.",
    "Er kwamen 123456789 reacties binnen.",
    "De Wet maatschappelijke ondersteuning geldt voor iedereen.",
    "Een jongen van 12 praat tegen zijn moeder zoals zijn vader dat doet.",
    "De weg naar hulp is lang. Straat en plein zijn onveilig. Snelweg vrij.",
    "Afgesproken: Movisie maakt een handreiking met Atria en Regioplan.",
    "De bijeenkomst duurde van 12.30 tot 17.00 uur in Utrecht.",
    "Er is spreekuur van 9 tot 17 uur in Zwolle.",
    "Domestic violence is on the agenda of the European Council in Brussels.",
    "Gebruik Excel, PowerPoint of WhatsApp niet voor dossiers.",
]


@pytest.mark.parametrize(("text", "kind", "excerpt"), POSITIVE)
def test_find_identifying_invented_detail_is_found(text: str, kind: str, excerpt: str) -> None:
    assert [(f.kind, f.excerpt) for f in find_identifying(text) if f.kind == kind] == [(kind, excerpt)]


@pytest.mark.parametrize("text", CLEAN)
def test_find_identifying_ordinary_sentence_gives_nothing(text: str) -> None:
    assert find_identifying(text) == []


def test_find_identifying_known_names_are_left_alone() -> None:
    text = "Daarna sprak Marijke Testman over 5 maart 2015."
    assert len(find_identifying(text)) == 2
    assert find_identifying(text, known=["Marijke Testman", "5 maart 2015"]) == []


def test_find_identifying_the_demo_names_only_people_of_the_cases() -> None:
    texts = [text for workshop in WORKSHOPS for texts in workshop["outcomes"].values() for text in texts]
    assert len(texts) > 20
    assert [finding for text in texts for finding in find_identifying(text)] == []
    case = next(workshop["case"][1] for workshop in WORKSHOPS if workshop["case"][0] == "Samira en Joost")
    assert {finding.excerpt for finding in find_identifying(case)} == {"Samira", "Joost"}


@given(st.text(max_size=200))
def test_find_identifying_any_text_excerpts_stand_where_they_say(text: str) -> None:
    found = find_identifying(text)
    assert all(text[f.start : f.end] == f.excerpt and f.excerpt for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.sampled_from(POSITIVE), st.sampled_from(CLEAN))
def test_find_identifying_detail_behind_another_sentence_is_still_found(
    positive: tuple[str, str, str], clean: str
) -> None:
    text, kind, excerpt = positive
    assert (kind, excerpt) in {(f.kind, f.excerpt) for f in find_identifying(f"{clean}\n{text}")}
