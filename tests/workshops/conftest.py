"""What tests of the scribe page share."""

import pytest

from tests.workshops.desk import Desk


@pytest.fixture
def desk():
    return Desk()
