"""Fixtures of the registrations tests."""

import uuid

import pytest
from django.urls import reverse

from registrations.domain.links import token_of


@pytest.fixture
def send(client):
    """Posts the public form of an event, valid unless changed."""

    def post(event, **changes):
        data = {
            "submission_key": str(uuid.uuid4()),
            "name": "Samira de Vries",
            "email": "samira@gemeente.example",
            **changes,
        }
        return client.post(reverse("registrations:register", args=[event.pk]), data)

    return post


@pytest.fixture
def place_url():
    """The address of "my place", or of a page under it."""

    def address(registration, name="my_place"):
        return reverse(f"registrations:{name}", args=[token_of(registration)])

    return address
