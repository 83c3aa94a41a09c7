"""What a desk sends."""

import json
import uuid

from django.urls import reverse

from core.tokens import link_token
from registrations.models import Place
from tests.factories import (
    AccessLinkFactory,
)


def address(event, purpose, target=None, name="desk_scans"):
    link = AccessLinkFactory(event=event, purpose=purpose, target=target, label="Deur")
    return reverse(f"registrations:{name}", args=[link_token(link)])


def send(client, at, *codes, ids=None, **more):
    scans = [{"id": str(one), "code": code, **more} for code, one in zip(codes, ids or map(_new, codes), strict=True)]
    response = client.post(at, json.dumps({"scans": scans}), content_type="application/json")
    assert response.status_code == 200
    return response.json()["answers"]


def _new(_code):
    return uuid.uuid4()


def seat(person, workshop):
    return Place.objects.create(registration=person, round=workshop.round, workshop=workshop)
