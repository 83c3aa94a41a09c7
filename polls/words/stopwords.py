"""Words that say nothing by themselves, of our own making. Only function words: "niet", "meer" and "geen" stay."""

_DUTCH = """
de het een 't 'n des der den dit dat deze die er hier daar
ik je jij u hij zij ze wij we jullie hen hun haar hem mij me ons onze uw mijn jouw zijn men zich zelf
en of maar want dus dan als toen omdat doordat zodat hoewel terwijl indien
in op aan van voor met bij naar uit over om te tot door tegen tussen onder na per via sinds zonder binnen
is was waren ben bent wordt worden werd heeft heb hebt had hadden hebben kan kun kunt kunnen zal zullen zou zouden
moet moeten mag mogen wil willen gaat gaan doet doen
wat wie waar welke welk hoe wanneer waarom ook nog al wel even toch eens zo heel erg alle alles iets
"""
_ENGLISH = """
a an the this that these those there here
i you he she it we they me him her us them my your his its our their
and or but so if as because while than then
in on at of for with by to from into onto over under about between through during without within via per
is was are were be been being am has have had do does did can could shall should will would may might must
what who where which how when why also too just very some any all
"""
_ENDS = {"nl": "de het een 't 'n en", "en": "a an the and"}

STOP_WORDS = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}
END_WORDS = {language: frozenset(words.split()) for language, words in _ENDS.items()}
