"""A sheet of a workshop with two cases, and the address of its scribe."""

import pytest

from core.enums import LinkPurpose
from core.tokens import link_token
from tests.factories import (
    AccessLinkFactory,
    CaptureSheetFactory,
    CaseFactory,
    OrganisationFactory,
    WorkshopFactory,
)
from workshops.domain.templates import GENDER, add_preset


@pytest.fixture
def sheet():
    workshop = WorkshopFactory(number=2, title="Partnergeweld en afhankelijkheid", room="Zaal 3")
    CaseFactory(workshop=workshop, title="Anna en Bram")
    CaseFactory(workshop=workshop, title="Chantal en Dirk")
    OrganisationFactory(name="Movisie")
    return CaptureSheetFactory(workshop=workshop, template=add_preset(GENDER, event=workshop.round.event))


@pytest.fixture
def address(sheet):
    link = AccessLinkFactory(event=sheet.event, purpose=LinkPurpose.SCRIBE, target=sheet.pk)
    return f"/verslaglegger/{link_token(link)}/"
