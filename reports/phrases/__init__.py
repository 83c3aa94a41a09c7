"""From numbers and notes to sentences: pure, in Dutch and English, without a database.

Rules that hold in every module here:

1. *One rounding rule.* A share is shown in whole per cents, rounded half up (``percent``), and never as
   0 % or 100 % when somebody, or not everybody, chose it ("less than 1 %", "more than 99 %").
2. *The word follows the number that is shown.* Proportion words are chosen from the rounded per cent, so
   that one per cent has one word; and every word is true of the exact share too: "ruim X" only above X,
   "bijna X" only below X (Taaladvies of the Taalunie: "ruim" is somewhat more, "bijna" somewhat less).
3. *The denominator is who voted* and stands in the first sentence about a result.
4. *Agreement.* A Dutch reporting clause has its verb in the singular, so every Dutch proportion word takes
   the singular ("de helft vindt", "vrijwel iedereen vindt"); an English clause has its verb in the plural,
   so every English one takes the plural ("half think", "nearly all think").
5. *Nothing beyond what was released.* About groups only the released cells are read; a group is named,
   never counted, and only when its cells hold under every reading of their rounding.
6. *Notes keep their words.* Cards are joined, capitalised and closed with a full stop, never rewritten; one without
   a finite verb is named in a sentence (``clauses``). Inside such a list a semicolon becomes a comma.
7. *Gaps are named*, not filled.
"""
