"""Questions from the hall as lines of a list. How many supported one is said from ten people on, like every count."""

from reports.phrases.language import Language, pick
from reports.phrases.numbers import counted
from reports.phrases.text import tidy

LEAST_SUPPORTERS = 10


def hall_introduction(number: int, language: Language) -> str:
    """How many questions there were, before the list."""
    if language == "nl":
        questions = counted(number, "vraag", "vragen", language)
        return f"Uit de zaal {'kwam' if number == 1 else 'kwamen'} {questions}."
    questions = counted(number, "question", "questions", language)
    return f"The hall put {questions}."


def hall_question(text: str, supporters: int, language: Language) -> str:
    """One question in its own words, with its support where that is said."""
    question = tidy(text)
    if supporters < LEAST_SUPPORTERS:
        return question
    people = pick(language, f"gesteund door {supporters} aanwezigen", f"supported by {supporters} people")
    return f"{question} ({people})"
