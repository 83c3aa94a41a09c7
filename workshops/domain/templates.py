"""Capture templates that come with Plenair. Their texts are content, in the language of the meetings."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from events.enums import EventKind, PartyRole
from events.models import EventPage
from workshops.enums import PromptKind, SheetKind
from workshops.models import CapturePrompt, CaptureTemplate


@dataclass(frozen=True)
class PromptText:
    """One prompt of a preset: its key, its title, its help, its heading in the report, and what is noted there."""

    key: str
    title: str
    help_text: str
    report_heading: str
    kind: PromptKind = PromptKind.OUTCOME


@dataclass(frozen=True)
class Preset:
    """A ready-made capture template."""

    kind: SheetKind
    name: str
    prompts: tuple[PromptText, ...]


WORKSHOP = Preset(
    SheetKind.WORKSHOP,
    "Workshop: algemeen",
    (
        PromptText("key-points", "Kernpunten", "Waar ging het gesprek over?", "Kernpunten"),
        PromptText("bottlenecks", "Knelpunten", "Wat loopt vast, en waardoor?", "Knelpunten"),
        PromptText("good-examples", "Goede voorbeelden", "Wat werkt al, en bij wie?", "Goede voorbeelden"),
        PromptText("needs", "Wat nodig is", "Wat hebben mensen nodig om verder te komen?", "Wat nodig is"),
    ),
)
PLENARY = Preset(
    SheetKind.PLENARY,
    "Plenair: algemeen",
    (
        PromptText("key-messages", "Kernboodschappen", "Wat wil de spreker dat wij onthouden?", "Kernboodschappen"),
        PromptText("dilemmas", "Dilemma’s", "Voor welke lastige keuzes staan mensen?", "Dilemma’s"),
        PromptText(
            "questions", "Vragen uit de zaal", "Wat vroeg de zaal, en wat was het antwoord?", "Vragen uit de zaal"
        ),
    ),
)
GENDER = Preset(
    SheetKind.WORKSHOP,
    "Workshop: gender in de aanpak",
    (
        PromptText(
            "gender-aspects",
            "Genderaspecten die aandacht behoeven",
            "Wat speelt er in deze casus dat met gender te maken heeft?",
            "Genderaspecten die aandacht behoeven",
        ),
        PromptText(
            "good-examples",
            "Goede voorbeelden",
            "Waar gaat het nu al goed, en wie doet dat?",
            "Goede voorbeelden uit de praktijk",
        ),
        PromptText(
            "instruments",
            "Instrumenten en ondersteuning die nodig zijn",
            "Wat hebben professionals nodig om er meer aandacht aan te geven?",
            "Instrumenten en ondersteuning die nodig zijn",
        ),
    ),
)

WORKING_SESSION = Preset(
    SheetKind.PLENARY,
    "Werksessie: van knelpunt naar actie",
    (
        PromptText("bottlenecks", "Knelpunten", "Wat loopt vast, en waardoor?", "Knelpunten"),
        PromptText("ideas", "Ideeën", "Wat zou helpen? Alles mag, kiezen komt later.", "Ideeën"),
        PromptText("goals", "Doelen", "Wat willen we bereikt hebben, en wanneer?", "Doelen"),
        PromptText("actions", "Acties", "Wie doet wat, en voor welke datum?", "Acties", PromptKind.ACTION),
    ),
)


def add_preset(preset: Preset, *, event: EventPage | None) -> CaptureTemplate:
    """Make a preset into a template, of one event or (None) a default of all; what is there already stays."""
    with transaction.atomic():
        found = CaptureTemplate.objects.filter(event=event, kind=preset.kind, name=preset.name).order_by("pk").first()
        if found is not None:
            return found
        template = CaptureTemplate.objects.create(event=event, kind=preset.kind, name=preset.name)
        CapturePrompt.objects.bulk_create(
            CapturePrompt(
                template=template,
                key=prompt.key,
                title=prompt.title,
                help_text=prompt.help_text,
                report_heading=prompt.report_heading,
                kind=prompt.kind,
                position=position,
            )
            for position, prompt in enumerate(preset.prompts)
        )
        return template


def default_templates(organisations: Iterable[int | None] = ()) -> dict[SheetKind, CaptureTemplate]:
    """The default template of each kind: of the first of these organisations that has one, else of all.

    The oldest counts; a general one is made when there is none.
    """
    order: dict[int | None, int] = {organisation: place for place, organisation in enumerate(organisations)}
    order[None] = len(order)
    templates: dict[SheetKind, CaptureTemplate] = {}
    found = [row for row in CaptureTemplate.objects.filter(event=None) if row.organisation_id in order]
    for template in sorted(found, key=lambda row: (order[row.organisation_id], row.pk)):
        templates.setdefault(SheetKind(template.kind), template)
    for preset in (WORKSHOP, PLENARY):
        if preset.kind not in templates:
            templates[preset.kind] = add_preset(preset, event=None)
    return templates


def templates_for(event: EventPage) -> dict[SheetKind, CaptureTemplate]:
    """The template that new sheets of an event get, per kind.

    Its own, else the default of an organisation that organises it, else the default of all. A working session without
    an own one for plenary items gets that of working sessions as its own (0297).
    """
    organisers = event.parties.filter(role=PartyRole.ORGANISER).exclude(organisation=None).order_by("sort_order", "pk")
    defaults = default_templates(organisers.values_list("organisation_id", flat=True))
    rows = CaptureTemplate.objects.filter(event=event).order_by("-pk")  # the oldest own one is written last
    own = {SheetKind(template.kind): template for template in rows}
    if event.kind == EventKind.WORKING_SESSION and SheetKind.PLENARY not in own:
        own[SheetKind.PLENARY] = add_preset(WORKING_SESSION, event=event)
    return defaults | own


def own_template(event: EventPage, kind: SheetKind) -> CaptureTemplate:
    """The event's own template of a kind; made from what it uses now when there is none."""
    with transaction.atomic():
        used = templates_for(event)[kind]
        if used.event_id == event.pk:
            return used
        template = CaptureTemplate.objects.create(event=event, kind=kind, name=used.name)
        prompts = list(used.prompts.all())
        for prompt in prompts:
            prompt.pk, prompt.template = None, template
        CapturePrompt.objects.bulk_create(prompts)
        return template
