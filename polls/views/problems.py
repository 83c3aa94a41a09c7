"""Why an answer does not fit, in words for the page without a script."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polls.charts.words import decimal_in_words
from polls.domain.answers import InvalidAnswer, Problem, encode
from polls.domain.kinds import question_rules
from polls.models import Round

WORDS: Mapping[Problem, Promise] = {
    Problem.EMPTY: _("Give an answer first."),
    Problem.UNKNOWN: _("This is not an answer to the question. Choose one of the answers below."),
    Problem.TOO_FEW: _("Choose at least %(minimum)s."),
    Problem.TOO_MANY: _("Choose at most %(maximum)s."),
    Problem.NOT_A_NUMBER: _("Fill in a number, for example %(lowest)s."),
    Problem.OUT_OF_RANGE: _("Fill in a number from %(lowest)s up to and including %(highest)s."),
    Problem.DECIMALS: _("Fill in a number with at most this many decimals: %(decimals)s."),
    Problem.TOO_LONG: _("This text is too long: it can have at most %(length)s characters."),
    Problem.CHARACTERS: _("There are characters in this text that cannot be shown. Type it again, please."),
}


def problem_in_words(round_id: int, answer: str) -> str:
    """What is wrong with an answer that was refused; empty when it fits after all or the round is not there."""
    round_ = Round.objects.select_related("question").filter(pk=round_id).first()
    if round_ is None:
        return ""
    option_ids = list(round_.question.options.values_list("pk", flat=True))
    rules = question_rules(round_.question, len(option_ids))
    try:
        encode(round_.question.kind, rules, option_ids, answer)
    except InvalidAnswer as error:
        return str(WORDS[error.problem]) % _values(rules)
    return ""


def _values(rules: Mapping[str, Any]) -> dict[str, Any]:
    bounds = {name: decimal_in_words(rules[name]) if rules[name] is not None else "" for name in ("lowest", "highest")}
    return {**rules, **bounds}
