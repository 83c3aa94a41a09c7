"""Cards become text that reads: sentences stay, phrases are named, no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.phrases.clauses import is_clause
from reports.phrases.outcomes import Note, merged, prompt_paragraphs, spoken_paragraph
from reports.phrases.text import in_running_text, proper_words

LANGUAGES = st.sampled_from(["nl", "en"])
# What people note, made of parts: a noun phrase, and what makes it a sentence.
NOUNS_NL = st.sampled_from(["wijkteam", "gesprekskaart", "nieuwe aanpak", "kort traject", "duidelijk plan", "regio"])
BEHIND_NL = st.sampled_from(
    ["voor scholen", "dat snel helpt", "die iemand bewaakt", "waarin politie meepraat", "per gezin"]
)
VERBS_NL = st.sampled_from(
    ["vraagt door", "is nodig", "moet eerder beginnen", "heeft een eigen budget", "komt te laat"]
)
NOUNS_EN = st.sampled_from(["card", "new approach", "short course", "clear plan"])
BEHIND_EN = st.sampled_from(["for schools", "that helps", "which somebody keeps", "to begin with", "per family"])
VERBS_EN = st.sampled_from(["asks too late", "is needed", "must begin early", "has no budget"])
STOPS = st.sampled_from(["", "."])


@given(NOUNS_NL, BEHIND_NL, STOPS)
def test_dutch_noun_with_what_hangs_on_it_is_a_phrase(noun, behind, stop):
    assert not is_clause(f"Een {noun} {behind}{stop}", "nl")
    assert not is_clause(f"Eén {noun} {behind}{stop}", "nl")


@given(NOUNS_NL, BEHIND_NL, VERBS_NL, STOPS)
def test_dutch_noun_with_a_verb_behind_it_is_a_sentence(noun, behind, verb, stop):
    assert is_clause(f"Het {noun} {verb}{stop}", "nl")
    assert is_clause(f"Het {noun} {verb}, {behind}{stop}", "nl")


@given(NOUNS_EN, BEHIND_EN, VERBS_EN, STOPS)
def test_english_verb_tells_a_sentence_from_a_phrase(noun, behind, verb, stop):
    assert not is_clause(f"A {noun} {behind}{stop}", "en")
    assert is_clause(f"The {noun} {verb}{stop}", "en")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Kijk naar het patroon en de ernst van het geweld.", True),
        ("Als niemand belt, gebeurt er niets.", True),
        ("Vaders blijven buiten beeld als de hulp vooral met moeders praat.", True),
        ("Politie en OM bespreken twijfelgevallen elke week.", True),
        ("Een wijkteam neemt de schuldhulpverlener mee.", True),
        ("Geld en huisvesting bepalen of een vrouw kan vertrekken.", True),
        ("Jongens en meisjes leren thuis verschillende rollen.", True),
        ("Hulpverleners en omstanders herkennen dreiging eerder en weten wat zij dan doen.", True),
        ("Kennis en ervaring delen met collega’s uit de regio", False),
        ("Een kaart en een lijst waarmee collega’s elkaar vinden", False),
        ("Wie belt er terug?", True),
        ("Een oefening. Daarna was het stil.", True),
        ("Een kaart voor docenten: wat zie ik, wat vraag ik, wie bel ik?", False),
        ("Sneller weten wat er speelt", False),
        ("Een taxatie-instrument dat angst en controle meeweegt.", False),
        ("Eén telefoonnummer voor als je twijfelt of eer een rol speelt.", False),
        ("Casusoverleg waarin iemand op gender let.", False),
        ("Contact met de opvang, ook in het weekend.", False),
        ("", False),
    ],
)
def test_note_is_read_so(text, is_one):
    assert is_clause(text, "nl") is is_one


@given(st.lists(st.tuples(NOUNS_NL, BEHIND_NL, STOPS), min_size=1, max_size=14), st.booleans())
def test_no_phrase_stands_alone_as_if_it_were_a_sentence(parts, shared):
    notes = [Note(f"Een {noun} {behind}{stop}", place) for place, (noun, behind, stop) in enumerate(parts)]
    notes += [Note("Een gedeelde lijst.", 1), Note("Een gedeelde lijst", 2)] if shared else []
    for paragraph in prompt_paragraphs(notes, 20, "nl"):
        for told in paragraph.split(". "):
            assert told.startswith(("Deelnemers noemden", "Verder noemden zij", "In meer dan één workshop")), paragraph


def test_long_phrases_are_listed_and_short_ones_enumerated():
    told = "Deelnemers noemden: een lijst met deskundigen die snel bellen; en één nummer voor wie twijfelt, ook laat."
    long = ["Een lijst met deskundigen die snel bellen.", "Eén nummer voor wie twijfelt; ook laat."]
    assert prompt_paragraphs([Note(one, 1) for one in long], 2, "nl") == (told,)
    assert prompt_paragraphs([Note("Scholing.", 1), Note("Tijd", 1)], 2, "nl") == (
        "Deelnemers noemden scholing en tijd.",
    )
    assert prompt_paragraphs([Note("A card for teachers, on paper.", 1), Note("Time", 1)], 2, "en") == (
        "Participants named: a card for teachers, on paper; and time.",
    )


def test_equal_cards_are_told_once_and_weigh_more():
    notes = [Note("Rolpatronen", 1), Note("Geldzorgen", 1), Note("geldzorgen.", 2), Note("", 2)]
    assert [(note.text, note.mentions) for note in merged(notes)] == [("Geldzorgen", 2), ("Rolpatronen", 1)]


def test_phrases_become_enumerations_and_sentences_stay():
    notes = [
        Note("Financiële afhankelijkheid", 1),
        Note("financiële afhankelijkheid", 2),
        Note("Rolpatronen", 2),
        Note("Veilig Thuis vraagt hier altijd naar.", 3),
    ]
    assert prompt_paragraphs(notes, 3, "nl") == (
        "In meer dan één workshop kwam naar voren: financiële afhankelijkheid.",
        "Deelnemers noemden ook rolpatronen.",
        "Veilig Thuis vraagt hier altijd naar.",
    )


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(1, 5)), max_size=12), LANGUAGES)
def test_no_word_of_a_card_is_lost(cards, language):
    notes = [Note(card, sheet) for card, sheet in cards]
    told = " ".join(prompt_paragraphs(notes, 5, language)).casefold()
    for note in merged(notes):
        for word in note.text.casefold().split():
            assert "".join(c for c in word if c.isalnum()) in "".join(c for c in told if c.isalnum())


def test_names_keep_their_capital_inside_a_sentence():
    names = proper_words(["De handreiking van Movisie helpt."])
    assert in_running_text("Movisie helpt", names) == "Movisie helpt"
    assert in_running_text("Meer samenwerking", names) == "meer samenwerking"
    assert in_running_text("Veilig Thuis", names) == "Veilig Thuis"
    assert in_running_text("OM en politie", names) == "OM en politie"
    assert in_running_text("IJken van beleid", names) == "ijken van beleid"


def test_speaker_is_named_with_organisation():
    notes = [Note("Veel ketenpartners hebben al een goede basis.", 1), Note("de link blijft vaak onbenoemd", 1)]
    assert spoken_paragraph(notes, [("Renée Römkens", "Atria")], "Inleiding", "nl") == (
        "Renée Römkens van Atria gaf aan: veel ketenpartners hebben al een goede basis. De link blijft vaak onbenoemd."
    )
    assert (
        spoken_paragraph([Note("Dat het kan", 1)], [("A", ""), ("B", "")], "", "nl") == "A en B gaven aan dat het kan."
    )
    assert spoken_paragraph([Note("het kan", 1)], [], "Paneel", "nl").startswith("Bij het onderdeel ‘Paneel’ kwam")
