"""Factories of the hand-outs app."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from handouts.models import Folder, HandOut
from tests.factories.events import ProgrammeItemFactory
from tests.factories.workshops import WorkshopFactory


class FolderFactory(DjangoModelFactory):
    """Of a programme item; nothing is released."""

    class Meta:
        model = Folder

    item = factory.SubFactory(ProgrammeItemFactory)
    event = factory.LazyAttribute(lambda folder: folder.item.page)


class WorkshopFolderFactory(DjangoModelFactory):
    """Of a workshop."""

    class Meta:
        model = Folder

    workshop = factory.SubFactory(WorkshopFactory)
    event = factory.LazyAttribute(lambda folder: folder.workshop.round.event)


class HandOutFactory(DjangoModelFactory):
    class Meta:
        model = HandOut

    folder = factory.SubFactory(FolderFactory)
    title = factory.Sequence(lambda n: f"Presentatie {n}")
    name = factory.Sequence(lambda n: f"presentatie-{n}.pdf")
    kind = "pdf"
    content = factory.Sequence(lambda n: f"%PDF-1.7 {n}".encode())
    size = factory.LazyAttribute(lambda file: len(file.content))
    fingerprint = factory.LazyAttribute(lambda file: hashlib.sha256(file.content).hexdigest())
