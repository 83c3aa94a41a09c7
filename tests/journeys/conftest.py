"""The running product, and windows on it."""

import pytest

from tests.browser.conftest import axe, chromium, new_page, page  # noqa: F401  fixtures
from tests.journeys.served import Served


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """One running product for all journeys of this session."""
    served = Served(tmp_path_factory.mktemp("served"))
    try:
        served.start()
        yield served
    finally:
        served.end()


@pytest.fixture
def server_address(served):
    """Windows look at the running product."""
    return served.origin


@pytest.fixture
def allowed_origins(served):
    """Our own two doors, and nothing else."""
    return [served.origin, served.gateway]
