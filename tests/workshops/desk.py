"""A sheet, its link and what a scribe sends."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from events.models import EventSector
from tests.factories import (
    AccessLinkFactory,
    CapturePromptFactory,
    CaptureSheetFactory,
    CaseFactory,
    SectorFactory,
)
from workshops.models import Outcome

JSON = {"Accept": "application/json"}


class Desk:
    """A sheet, its link and what a scribe sends."""

    def __init__(self):
        self.sheet = CaptureSheetFactory()
        self.event = self.sheet.event
        self.prompt = CapturePromptFactory(template=self.sheet.template, title="Goede voorbeelden")
        self.case = CaseFactory(workshop=self.sheet.workshop, title="Casus Anna")
        self.sector = SectorFactory()
        EventSector.objects.create(page=self.event, sector=self.sector)
        self.link = AccessLinkFactory(event=self.event, purpose=LinkPurpose.SCRIBE, target=self.sheet.pk)
        self.token = link_token(self.link)
        self.client = Client()

    def url(self, name="scribe", *args):
        return reverse(f"workshops:{name}", args=(self.token, *args))

    def get(self, **kwargs):
        return self.client.get(self.url(), **kwargs)

    def add(self, slug="opbrengst", headers=None, **data):
        data = {"uid": str(uuid4()), **({"prompt": self.prompt.pk} if slug == "opbrengst" else {}), **data}
        return self.client.post(self.url("add_card", slug), data, headers=headers)

    def outcome(self, text="Rolpatronen"):
        self.add(text=text)
        return Outcome.objects.get(text=text)
