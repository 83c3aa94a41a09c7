"""What was agreed, in a sentence and in the rows of a table. What was dropped is not told."""

from collections.abc import Iterable

from reports.domain.facts import ReportFacts, due_text
from reports.phrases.language import Language, pick
from reports.phrases.numbers import counted
from reports.phrases.text import capitalised, enumeration, in_running_text, parties, sentence, without_stop
from workshops.domain.reading import ActionFacts

_KINDS: dict[str, dict[str, tuple[str, str]]] = {
    "agreement": {"nl": ("afspraak", "afspraken"), "en": ("agreement", "agreements")},
    "action": {"nl": ("actiepunt", "actiepunten"), "en": ("action item", "action items")},
    "commitment": {"nl": ("toezegging", "toezeggingen"), "en": ("commitment", "commitments")},
}


_LEADS: dict[str, dict[str, str]] = {
    "agreement": {"nl": "afgesproken", "en": "agreed"},
    "action": {"nl": "actiepunt", "en": "action item"},
    "commitment": {"nl": "toegezegd", "en": "promised"},
}


def standing_actions(facts: ReportFacts) -> list[ActionFacts]:
    """Agreements, action items and commitments that still stand."""
    return [action for action in facts.captured.actions if action.state != "dropped"]


def agreed_sentence(facts: ReportFacts, language: Language, *, in_words: bool = False) -> str:
    """How many of each kind there are; a single one is told itself. In words the kinds without their numbers."""
    actions = standing_actions(facts)
    if len(actions) == 1:
        return _only_agreement(actions[0], facts, language)
    found = [(kind, sum(action.kind == kind for action in actions)) for kind in _KINDS]
    named = [
        _in_words(number, *_KINDS[kind][language], language)
        if in_words
        else counted(number, *_KINDS[kind][language], language)
        for kind, number in found
        if number
    ]
    told = enumeration(named, language)
    return sentence(pick(language, f"er zijn {told} vastgelegd", f"{told} were recorded"))


def _in_words(number: int, singular: str, plural: str, language: Language) -> str:
    if number > 1:
        return plural
    return pick(language, f"een {singular}", f"{'an' if singular[:1] in 'aeiou' else 'a'} {singular}")


def agreement_rows(facts: ReportFacts, language: Language) -> list[dict[str, str]]:
    """The rows of the table of agreements."""
    return [
        {
            "what": without_stop(action.text),
            "who": _owners(action.owners, facts, language),
            "when": due_text(action.due_on, action.period, language),
            "on_behalf_of": action.commissioned_by,
        }
        for action in standing_actions(facts)
    ]


def _only_agreement(action: ActionFacts, facts: ReportFacts, language: Language) -> str:
    """ "Afgesproken: … (Atria en Movisie; komende maanden; in opdracht van …)."."""
    behalf = action.commissioned_by
    details = [
        _owners(action.owners, facts, language),
        due_text(action.due_on, action.period, language),
        pick(language, f"in opdracht van {behalf}", f"on behalf of {behalf}") if behalf else "",
    ]
    told = "; ".join(detail for detail in details if detail)
    what = without_stop(in_running_text(action.text, facts.names))
    lead = _LEADS[action.kind][language]
    return sentence(f"{lead}: {what} ({told})" if told else f"{lead}: {what}")


def _owners(names: Iterable[str], facts: ReportFacts, language: Language) -> str:
    return capitalised(parties([facts.called.get(name, name) for name in names], language))
