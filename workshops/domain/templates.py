"""Capture templates that come with Plenair. Their texts are content, in the language of the meetings."""

from dataclasses import dataclass

from django.db import transaction

from events.models import EventPage
from workshops.enums import SheetKind
from workshops.models import CapturePrompt, CaptureTemplate


@dataclass(frozen=True)
class PromptText:
    """One prompt of a preset: its key, its title, its help, and its heading in the report."""

    key: str
    title: str
    help_text: str
    report_heading: str


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
                position=position,
            )
            for position, prompt in enumerate(preset.prompts)
        )
        return template


def default_templates() -> dict[SheetKind, CaptureTemplate]:
    """The default template of each kind: the oldest one without an event; made when there is none."""
    templates: dict[SheetKind, CaptureTemplate] = {}
    for template in CaptureTemplate.objects.filter(event=None).order_by("pk"):
        templates.setdefault(SheetKind(template.kind), template)
    for preset in (WORKSHOP, PLENARY):
        if preset.kind not in templates:
            templates[preset.kind] = add_preset(preset, event=None)
    return templates


def templates_for(event: EventPage) -> dict[SheetKind, CaptureTemplate]:
    """The template that new sheets of an event get, per kind: its own, else the default one."""
    templates = default_templates()
    own = CaptureTemplate.objects.filter(event=event).order_by("-pk")  # the oldest own one is written last
    return templates | {SheetKind(template.kind): template for template in own}
