"""From facts to the blocks of a draft: pure text functions put in order. No database here."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape

from reports.domain.agreed import agreed_sentence, agreement_rows, standing_actions
from reports.domain.draft_blocks import DraftBlock, chapter, items, paragraphs, subheading
from reports.domain.facts import PromptFacts, ReportFacts, ResultFacts
from reports.domain.telling_polls import poll_blocks
from reports.phrases.attendance import attendance_sentence
from reports.phrases.hall import hall_introduction, hall_question
from reports.phrases.kinds import answer_line
from reports.phrases.language import Language, pick
from reports.phrases.opening import gap_sentence, opening_paragraphs, workshops_sentence
from reports.phrases.outcomes import Note, gathered_paragraph, prompt_parts, spoken_paragraph
from reports.phrases.text import capitalised, parties, sentence, without_stop
from workshops.domain.reading import OutcomeFacts, QuoteFacts, SheetFacts

KEY_MESSAGES = ("key-messages", "key-points", "kernboodschappen")
MOST_IN_SUMMARY = 5


class Composer:
    """Composes the blocks of one draft in one language."""

    def __init__(self, facts: ReportFacts, language: Language) -> None:
        self.facts = facts
        self.language: Language = language

    def blocks(self) -> list[DraftBlock]:
        """All blocks in reading order. What has no facts has no block."""
        body = [
            *self._opening(),
            *self._attendance(),
            *self._plenary(),
            *self._polls(),
            *self._hall(),
            *self._workshops(),
            *self._agreements(),
            *self._colophon(),
        ]
        return [*self._summary(), *body]

    # --- parts -------------------------------------------------------------------------------

    def _summary(self) -> Iterable[DraftBlock]:
        lines = [answer_line(found.result, self.language) for found in self._cited()]
        lines = [line for line in lines if line][: MOST_IN_SUMMARY - 2]
        if self.facts.workshops:
            lines.append(self._workshops_sentence())
        if standing_actions(self.facts):
            lines.append(agreed_sentence(self.facts, self.language))
        if lines:
            value = {"text": "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"}
            yield self._block("summary", value, "summary", pick(self.language, "alle feiten", "all facts"))

    def _opening(self) -> Iterable[DraftBlock]:
        text = paragraphs(opening_paragraphs(self.facts.opening, self.language))
        yield self._block("text", {"text": text}, "opening", pick(self.language, "de bijeenkomst", "the event"))

    def _attendance(self) -> Iterable[DraftBlock]:
        facts = self.facts.attendance
        if facts is None:
            return
        label = pick(self.language, "de presentielijst", "the attendance list")
        if facts.is_registered:
            label = pick(self.language, "de aanmeldingen", "the registrations")
        yield self._block(
            "text", {"text": paragraphs([attendance_sentence(facts, self.language)])}, "attendance", label
        )
        if facts.groups:
            people = pick(self.language, "deelnemers", "participants")
            if facts.is_registered:
                people = pick(self.language, "aanmeldingen", "registrations")
            caption = pick(self.language, f"{people} naar achtergrond", f"{people} by background")
            rows = [{"label": group.label, "count": group.count} for group in facts.groups]
            value = {"caption": capitalised(caption), "rows": items(rows)}
            yield self._block("attendance_figure", value, "attendance-figure", label)

    def _plenary(self) -> Iterable[DraftBlock]:
        for sheet in self.facts.captured.plenary:
            if sheet.is_refused:
                continue
            speakers = [(speaker.name, speaker.organisation_name) for speaker in sheet.speakers]
            key = [outcome for outcome in sheet.outcomes if outcome.prompt_key in KEY_MESSAGES]
            told = [
                spoken_paragraph(self._notes(key, sheet), speakers, sheet.title, self.language, names=self.facts.names)
            ]
            others: dict[str, list[Any]] = {}
            for outcome in sheet.outcomes:
                if outcome.prompt_key not in KEY_MESSAGES:
                    others.setdefault(outcome.report_heading, []).append(outcome)
            for heading, outcomes in others.items():
                told.append(f"{without_stop(heading)}: " + gathered_paragraph(self._notes(outcomes, sheet)))
            text = paragraphs(told)
            if text:
                yield self._chapter(sheet.title, f"sheet:{sheet.id}:heading", sheet.title)
                yield self._block("text", {"text": text}, f"sheet:{sheet.id}", self._notes_of(sheet.title))
            yield from self._quotes(sheet.quotes)

    def _polls(self) -> Iterable[DraftBlock]:
        return poll_blocks(self._cited(), self.facts.names, self.language)

    def _hall(self) -> Iterable[DraftBlock]:
        if not self.facts.hall_questions:
            return
        label = pick(self.language, "de vragen uit de zaal", "the questions from the hall")
        title = pick(self.language, "Vragen uit de zaal", "Questions from the hall")
        yield self._chapter(title, "hall:heading", label)
        told = [hall_question(one.text, one.supporters, self.language) for one in self.facts.hall_questions]
        text = paragraphs([hall_introduction(len(told), self.language)])
        text += "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in told) + "</ul>"
        yield self._block("text", {"text": text}, "hall", label)

    def _workshops(self) -> Iterable[DraftBlock]:
        sheets = self.facts.captured.workshops
        if not self.facts.workshops:
            return
        title = pick(self.language, "Opbrengst van de workshops", "What the workshops yielded")
        yield self._chapter(title, "workshops:heading", pick(self.language, "de workshops", "the workshops"))
        text = paragraphs([self._workshops_sentence()])
        label = pick(self.language, "het programma", "the programme")
        yield self._block("text", {"text": text}, "workshops", label)
        for prompt in self.facts.prompts:
            yield from self._outcomes(prompt, sheets)
        silent = [sheet for sheet in sheets if not sheet.card_count]
        noted = {sheet.number for sheet in sheets}
        gaps = [gap_sentence(self._workshop(sheet.number), (), self.language) for sheet in silent]
        gaps += [
            gap_sentence(self._workshop(workshop.number), (), self.language)
            for workshop in self.facts.workshops
            if workshop.number not in noted
        ]
        if gaps:
            text = paragraphs([sentence(gap) for gap in dict.fromkeys(gaps)])
            label = pick(self.language, "wat nog ontbreekt", "what is still missing")
            yield self._block("text", {"text": text}, "gaps", label)
        yield from self._quotes(quote for sheet in sheets for quote in sheet.quotes)

    def _outcomes(self, prompt: PromptFacts, sheets: Iterable[SheetFacts]) -> Iterable[DraftBlock]:
        asked = [sheet for sheet in sheets if sheet.id in prompt.sheets]
        notes = [
            note_of(outcome, sheet) for sheet in asked for outcome in sheet.outcomes if outcome.prompt_key == prompt.key
        ]
        told = [
            subheading(part.title) + paragraphs(part.paragraphs)
            for part in prompt_parts(notes, len(asked), self.language, names=self.facts.names)
        ]
        filled = {note.sheet for note in notes}
        missing = [sheet for sheet in asked if sheet.id not in filled and sheet.card_count]
        if missing:
            gaps = [gap_sentence(self._workshop(sheet.number), [prompt.heading], self.language) for sheet in missing]
            told.append(paragraphs([sentence("; ".join(gaps))]))
        if told:
            value = {"heading": prompt.heading, "text": "".join(told)}
            yield self._block("outcomes", value, f"prompt:{prompt.key}", self._notes_of(prompt.heading))

    def _quotes(self, quotes: Iterable[QuoteFacts]) -> Iterable[DraftBlock]:
        for quote in quotes:
            if quote.is_publishable and quote.text.strip():
                value = {"text": " ".join(quote.text.split()), "attribution": quote.attribution or quote.sector}
                label = pick(self.language, "een citaat met toestemming", "a quote with consent")
                yield self._block("quote", value, f"quote:{quote.uid}", label)

    def _agreements(self) -> Iterable[DraftBlock]:
        if not standing_actions(self.facts):
            return
        label = pick(self.language, "de afspraken", "the agreements")
        title = pick(self.language, "Afspraken en vervolg", "Agreements and follow-up")
        yield self._chapter(title, "agreements:heading", label)
        text = paragraphs([agreed_sentence(self.facts, self.language)])
        yield self._block("text", {"text": text}, "agreements", label)
        rows = agreement_rows(self.facts, self.language)
        caption = pick(self.language, "Wat is afgesproken", "What was agreed")
        yield self._block("agreements", {"caption": caption, "rows": items(rows)}, "agreements-table", label)

    def _colophon(self) -> Iterable[DraftBlock]:
        value = {
            "authors": "",
            "illustrator": "",
            "commissioner": capitalised(parties(self.facts.commissioners, self.language)),
            "method": self._method(),
            "sources": "",
        }
        yield self._block("colophon", value, "colophon", pick(self.language, "de bijeenkomst", "the event"))

    # --- pieces ------------------------------------------------------------------------------

    def _method(self) -> str:
        told = []
        if self._cited():
            told.append(
                pick(
                    self.language,
                    "De peilingen zijn in de zaal gehouden. Na sluiting zijn alleen de totalen bewaard: "
                    "niemand kan zien wie wat koos. Percentages zijn afgerond op hele procenten.",
                    "The polls were held in the room. After closing only totals were kept: "
                    "nobody can see who chose what. Percentages are rounded to whole per cents.",
                )
            )
        if self.facts.captured.outcomes:
            told.append(
                pick(
                    self.language,
                    "Verslagleggers hebben de opbrengst tijdens de bijeenkomst genoteerd.",
                    "Scribes noted the outcomes during the meeting.",
                )
            )
        return " ".join(told)

    def _cited(self) -> list[ResultFacts]:
        return [found for found in self.facts.results if not found.is_icebreaker]

    def _workshops_sentence(self) -> str:
        headings = [prompt.heading for prompt in self.facts.prompts]
        return workshops_sentence(
            len(self.facts.workshops),
            headings,
            self.language,
            semi_fictional_cases=self.facts.has_semi_fictional_cases,
        )

    def _workshop(self, number: int | None) -> str:
        return f"workshop {number}"

    def _notes_of(self, title: str) -> str:
        return pick(self.language, f"de aantekeningen bij ‘{title}’", f"the notes on “{title}”")

    def _notes(self, outcomes: Iterable[Any], sheet: SheetFacts) -> list[Note]:
        return [note_of(outcome, sheet) for outcome in outcomes]

    def _chapter(self, title: str, source: str, label: str) -> DraftBlock:
        return chapter(title, source, label)

    def _block(self, kind: str, value: dict[str, Any], source: str, label: str) -> DraftBlock:
        return DraftBlock(kind, value, source, label)


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
