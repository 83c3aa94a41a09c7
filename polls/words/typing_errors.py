"""Which rare spellings are typing errors of frequent ones: edit distance one, with swapped neighbours as one edit.

Found through shared deletions (Garbe's symmetric delete), so ten thousand different words take no ten
thousand times ten thousand comparisons.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

LEAST_LETTERS = 6
LEAST_VOTERS = 3
TIMES_AS_MANY = 5


def is_one_edit(one: str, other: str) -> bool:
    """Whether one letter was changed, left out or added, or two neighbours swapped (and not nothing at all)."""
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    return one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]


def find_typing_errors(spellings: Mapping[str, Sequence[str]], counts: Mapping[str, int]) -> dict[str, str]:
    """Which key is a typing error of which other key.

    ``spellings`` has the folded spellings of each key, the most used one first; ``counts`` the voters
    of each key. The target is never itself a typing error, and there is only one it could be.
    """
    near: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for key, forms in spellings.items():
        if counts[key] >= LEAST_VOTERS:
            for form in forms:
                if len(form) >= LEAST_LETTERS and form.isalpha():
                    for part in _deletions(form):
                        near[part].add((key, form))
    errors: dict[str, str] = {}
    for key in sorted(spellings, key=lambda key: (-counts[key], key)):
        written = spellings[key][0]
        if not written.isalpha():
            continue
        found = {
            target
            for part in _deletions(written)
            for target, form in near.get(part, ())
            if target not in errors
            and counts[target] >= TIMES_AS_MANY * counts[key]
            and form[0] == written[0]
            and is_one_edit(written, form)
        }
        if len(found) == 1:
            errors[key] = found.pop()
    return errors


def _deletions(word: str) -> Iterator[str]:
    """The word, and the word with each one of its letters left out."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
