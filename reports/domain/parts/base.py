"""What every part of a draft needs: the facts, the language, whether numbers may be told, and its heading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reports.domain.draft_blocks import DraftBlock, chapter, paragraphs
from reports.domain.facts import ReportFacts
from reports.domain.layout import Part
from reports.domain.result_facts import ResultFacts
from reports.phrases import in_words, kinds, shift
from reports.phrases.language import Language, pick
from reports.phrases.outcomes import Note
from reports.phrases.results import PollResult
from workshops.domain.reading import OutcomeFacts, QuoteFacts, SheetFacts


@dataclass(frozen=True)
class Drafting:
    """One draft in one language."""

    facts: ReportFacts
    language: Language
    in_words: bool = False

    def pick(self, nl: str, en: str) -> str:
        """The text in the language of the draft."""
        return pick(self.language, nl, en)

    @property
    def cited(self) -> list[ResultFacts]:
        """The results that the text tells: no icebreakers."""
        return [found for found in self.facts.results if not found.is_icebreaker]

    def answer(self, result: PollResult) -> str:
        """What a question yielded."""
        tell = in_words.answer_in_words if self.in_words else kinds.answer_paragraph
        return tell(result, self.language)

    def line(self, result: PollResult) -> str:
        """The same in one sentence."""
        tell = in_words.line_in_words if self.in_words else kinds.answer_line
        return tell(result, self.language)

    def shift(self, before: PollResult, after: PollResult) -> str:
        """How the room moved between two rounds."""
        tell = in_words.shift_in_words if self.in_words else shift.shift_sentence
        return tell(before, after, self.language)

    def heading(self, part: Part, usual: str, source: str, label: str) -> Iterator[DraftBlock]:
        """The chapter heading of a part: its own where it has one."""
        yield chapter(part.heading or usual, f"{source}:heading", label)

    def text(self, texts: Iterable[str], source: str, label: str) -> Iterator[DraftBlock]:
        """A block of running text; nothing when there is none."""
        told = paragraphs(texts)
        if told:
            yield DraftBlock("text", {"text": told}, source, label)

    def notes_of(self, title: str) -> str:
        """Where a text about notes came from, for the editor."""
        return self.pick(f"de aantekeningen bij ‘{title}’", f"the notes on “{title}”")

    def quotes(self, quotes: Iterable[QuoteFacts]) -> Iterator[DraftBlock]:
        """Quotes of people who agreed."""
        for quote in quotes:
            if quote.is_publishable and quote.text.strip():
                value = {"text": " ".join(quote.text.split()), "attribution": quote.attribution or quote.sector}
                label = self.pick("een citaat met toestemming", "a quote with consent")
                yield DraftBlock("quote", value, f"quote:{quote.uid}", label)


def notes(outcomes: Iterable[OutcomeFacts], sheet: SheetFacts) -> list[Note]:
    """Cards of one sheet as sentences need them."""
    return [note_of(outcome, sheet) for outcome in outcomes]


def note_of(outcome: OutcomeFacts, sheet: SheetFacts) -> Note:
    """A card as sentences need it; dots that may not be told count as none."""
    return Note(
        outcome.text,
        sheet.id,
        outcome.is_starred,
        dots=outcome.dots or 0,
        times=outcome.mentions,
        cluster=outcome.cluster,
        cluster_dots=outcome.cluster_dots or 0,
    )


def typed_table(caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> dict[str, Any]:
    """A table of text in the stored form of a table block; the first column heads the rows."""
    return {
        "caption": caption[:300],
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in columns],
            "rows": [{"values": list(row)} for row in rows],
            "caption": "",
        },
        "name": "",
    }
