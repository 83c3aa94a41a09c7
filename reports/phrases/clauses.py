"""Whether what somebody noted is a sentence, or only a phrase ("een kaart voor docenten die …").

A full stop does not tell: people write "Een gesprekskaart over geld." A sentence has a finite verb in its main
clause. In Dutch that verb stands second (first when it asks somebody to do something), in English behind the
subject; what follows a word such as "die", "dat", "waarin", "if" or "who" is a clause of its own and does not count.
Verbs are known by a closed list, and in Dutch also by their place: a word on -t behind a noun ("een wijkteam neemt
de …"). Where the finite verb stands follows the Algemene Nederlandse Spraakkunst (chapter 21, word order).

When in doubt a note is a phrase: phrases are listed behind a colon, where a sentence reads well too, whereas a
phrase that stands alone reads as something unfinished.
"""

import re

from reports.phrases.language import Language
from reports.phrases.text import tidy


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ASKS = re.compile(r"^[^:]*[?!][\"'”’)\]]*$")
_SEVERAL = re.compile(r"\w{3,}[.!?…][\"'”’)\]]*\s+[\"'“‘(]*[^\W\da-z_]")
_STOPS = re.compile(r"[:;(–—]|\.\s")  # only what stands before it is looked at

# Words that begin a clause of their own.
_SUB_NL = re.compile(
    r"die|dat|wie|wat|hoe|welke?|waar\w*|als|of|om|omdat|zodat|doordat|toen|wanneer|terwijl|voordat|nadat"
)
_SUB_EN = re.compile(r"who|that|which|what|how|whether|if|because|so|when|where|while|before|after|to")
# A note that begins with such a clause goes on behind a comma: "Als …, dan …", "Wat mensen leren, is …".
_FIRST_NL = _words("als wie wat hoe waar of omdat wanneer toen voordat nadat doordat terwijl")
_FIRST_EN = _words("if because when while whoever whatever what how where")
_SUBJECTS_NL = _words("ik wij we hij jij je u men niemand iedereen iemand")
_SUBJECTS_EN = _words("i we he she they you nobody everybody everyone somebody someone there")

_VERBS_NL = _words(
    """ben bent heb is was waren wordt worden werd werden heeft hebben had hadden kan kunnen kon konden moet moeten
    moest moesten mag mogen mocht mochten wil willen wilde wilden zal zullen zou zouden hoeft hoeven gaat gaan
    ging gingen komt komen kwam kwamen doet doen deed deden blijft blijven bleef bleven krijgt krijgen kreeg
    kregen staat staan stond stonden ziet zien zag zagen vindt vinden vond vonden weet weten wist wisten geeft
    geven gaf gaven laat laten liet lieten maakt neemt nam namen vraagt zegt zei zeiden ligt lag lagen lijkt
    lijken leek bespreken blijkt blijken bleek helpt helpen werkt ontbreekt ontbreken mist missen bepaalt bepalen
    begint beginnen begon hoort horen denkt denken dacht spreekt spreken sprak toont tonen telt tellen durft
    durven"""
)
_VERBS_EN = _words(
    """am is are was were has have had does do did can could must should may might will would shall needs need gets
    get got makes made takes took says said asks asked goes went comes came remains remain stays stay becomes
    became helps helped lacks lack knows know knew sees see saw finds found feels feel felt wants want keeps kept
    gives gave means seems works worked brings brought shows showed learns discusses discuss"""
)
_IMPERATIVES_NL = _words(
    """benoem betrek blijf breng geef ga houd kijk laat leer luister maak neem schrijf spreek vergeet wees zet zie
    zoek vraag bespreek begin vermijd voorkom gebruik"""
)
_IMPERATIVES_EN = _words("ask look name give take make keep let begin start write use avoid listen talk")
_ARTICLES_NL = _words("de het een één 'n elk elke ieder iedere geen dit deze veel alle twee drie vier vijf")
_BEFORE_NOUN_NL = _ARTICLES_NL | _words("te meer minder beter goed nieuw kort lang klein groot vast eigen vrij snel")
_ADJECTIVE_NL = re.compile(r".+(?:lijk|ig|isch|baar|zaam|loos|eel|air|end)|.+[^ei]e|.+ele|.+ieve")
_PREPOSITIONS_NL = _words(
    """aan achter bij binnen buiten door in met na naar naast om onder op over per rond sinds tegen tijdens tot
    tussen uit van vanaf via voor volgens zonder en"""
)


def is_clause(text: str, language: Language) -> bool:
    """Whether a note has a finite verb in its main clause, asks something, or is more than one sentence."""
    clean = tidy(text)
    if _ASKS.search(clean) or _SEVERAL.search(clean):
        return True
    words = _WORD.findall(_STOPS.split(clean)[0])
    lower = [
        word if len(word) > 1 and word.isupper() else word.casefold().replace("’", "'").replace("eén", "één")
        for word in words
    ]
    if not lower:
        return False
    is_nl = language == "nl"
    if lower[0] in (_FIRST_NL if is_nl else _FIRST_EN):
        return "," in clean
    sub, verbs = (_SUB_NL, _VERBS_NL) if is_nl else (_SUB_EN, _VERBS_EN)
    head = _until(lower, sub)
    first = (_IMPERATIVES_NL | _SUBJECTS_NL) if is_nl else (_IMPERATIVES_EN | _SUBJECTS_EN)
    if len(lower) > 1 and lower[0] in first:
        return True
    if is_nl and _has_plural_subject(lower, head, verbs):
        return True
    # "Sneller weten wat er speelt": what ends on -en at the end of its clause is an infinitive.
    last = len(head) - 1
    if any(
        word in verbs and not (is_nl and place == last and word.endswith("en"))
        for place, word in enumerate(head)
        if place
    ):
        return True
    return is_nl and _has_verb_by_place(words, head)


def _has_plural_subject(words: list[str], head: list[str], verbs: frozenset[str]) -> bool:
    """Two nouns and what they do: "geld en huisvesting bepalen of …", "jongens en meisjes leren …"."""
    if len(words) < 5 or len(head) < 4 or head[1] != "en" or not head[3].endswith("en"):
        return False
    are_several = all(noun.endswith(("s", "en")) for noun in (head[0], head[2]))
    return head[3] in verbs or are_several


def _until(words: list[str], sub: re.Pattern[str]) -> list[str]:
    """The words before the first one that begins a clause of its own; the first word is never that one."""
    for place, word in enumerate(words[1:], start=1):
        if sub.fullmatch(word):
            return words[:place]
    return words


def _has_verb_by_place(words: list[str], head: list[str]) -> bool:
    """A word on -t behind a noun: "Een wijkteam neemt de …"; not "een nieuwe gesprekskaart", not "het budget"."""
    for place in range(1, min(len(head), 5)):
        word, before = head[place], head[place - 1]
        if len(word) < 4 or not word.endswith("t") or words[place][:1].isupper():
            continue
        if before in _BEFORE_NOUN_NL or before in _PREPOSITIONS_NL or _ADJECTIVE_NL.fullmatch(before):
            continue
        if place + 1 < len(head):  # a verb has something behind it
            return True
    return False
