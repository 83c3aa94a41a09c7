"""Groups, dots and cards from the room of the demo. Everything is invented."""

PROMPT = "instruments"
# Title of a group → how the cards in it begin, in all rooms; and how many of those present gave it a dot.
GROUPS_2015: dict[str, tuple[tuple[str, ...], int]] = {
    "Gesprekskaarten en materiaal": (("Een gesprekskaart over geld", "Materiaal om met kinderen"), 61),
    "Training over afhankelijkheid": (("Een korte training",), 34),
    "Casusoverleg met oog voor gender": (("Casusoverleg waarin",), 48),
}
QUESTION_2015 = "Welke instrumenten zijn het hardst nodig?"
DOTS = 2
# Title of a workshop → what somebody in the room wrote. The scribe let it stand.
ROOM_CARDS_2015: dict[str, str] = {
    "Eer, familie en omgeving": "Eén telefoonnummer voor als je twijfelt of eer een rol speelt.",
}
# Today, in the workshop under way: these wait to be read.
ROOM_CARDS_TODAY = (
    "Spreek af wie er terugbelt, en binnen hoeveel dagen.",
    "Laat de mentor ook horen wat er met haar melding is gedaan.",
)
GROUP_TODAY = ("Niet van elkaar weten", "Wijkagent en wijkteam", "Een mentor weet niet")
