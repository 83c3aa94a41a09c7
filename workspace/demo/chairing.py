"""What a chair finds ready at today's meeting: a question that was asked before the discussion, and a library."""

from polls.enums import QuestionKind

# Votes before the discussion, from "strongly disagree" to "strongly agree".
BEFORE = (4, 9, 12, 14, 5)
COUNTED = ("Achterste rij, zonder telefoon", (0, 2, 3, 4, 1))
FRAME_ORIGIN = "https://dia.voorbeeld.example"
LIBRARY = "Vaste vragen voor een landelijke bijeenkomst"
# (kind, question, answers)
LIBRARY_QUESTIONS = [
    (QuestionKind.SINGLE, "Bent u eerder bij een landelijke bijeenkomst geweest?", ["Ja", "Nee"]),
    (QuestionKind.STATEMENT, "Ik weet wie ik na vandaag kan bellen.", []),
    (QuestionKind.RATING, "Welk cijfer geeft u deze bijeenkomst?", []),
    (QuestionKind.TEXT, "Wat neemt u mee naar huis?", []),
]
