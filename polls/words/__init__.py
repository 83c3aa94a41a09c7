"""Words of a word cloud: which spellings are the same word, and how often each was given. Pure.

The rules, in order:

1. One string per voter, a word or a short phrase on each line. Whoever gives a word twice, in whatever
   spelling, counts once.
2. Unicode NFC, no control characters, single spaces, no punctuation at the ends. A line without a letter
   or digit is nothing.
3. Articles and "and" fall off the beginning and end ("de wachtlijsten" is "wachtlijsten"); a line of
   function words alone ("het is", "of the") is nothing. Inside, they stay ("recht op hulp").
4. A phrase stays one phrase: "Veilig Thuis" is never "veilig" and "thuis". Spaces and hyphens inside do
   not matter, so "jeugd zorg" is "jeugdzorg".
5. Case and diacritics do not matter, and neither does inflection: words with one Snowball stem, the same
   first letters and the same derivation ("veilig" and "veiligheid" stay two words).
6. A rare word that is one letter off (changed, missing, added, or two swapped) from a word of at least
   six letters that at least three voters gave, and five times as many as the rare one, is a typing error
   of it. Not with digits, not with another first letter, not when two words could be meant.
7. Shown is the spelling that most voters used.
"""

from .merging import merge_words, word_key

__all__ = ["merge_words", "word_key"]
