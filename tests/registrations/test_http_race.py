"""Two hundred people send the form for fifty seats at once, to the running product over real HTTP."""

import json

import pytest

from bench.race import race
from tests.journeys.served import Served

pytestmark = pytest.mark.processes
PEOPLE, SEATS, CONNECTIONS = 200, 50, 50
COUNT = "from bench.scene import {0}; import json; print(json.dumps({0}({1})))"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The product as a user starts it, without a limit on forms: everybody here has one address."""
    served = Served(tmp_path_factory.mktemp("race"))
    served.environment["FORM_LIMIT"] = "1000000"
    try:
        served.start()
        yield served
    finally:
        served.end()


def ask(served, what, number):
    return json.loads(served.run("shell", "--no-imports", "-c", COUNT.format(what, number)).splitlines()[-1])


def test_fifty_seats_go_to_exactly_fifty_and_every_loser_is_told_and_keeps_what_was_typed(served):
    event = ask(served, "race", SEATS)
    figures = race(served.port, event, people=PEOPLE, connections=CONNECTIONS)
    assert figures.problems == []
    assert figures.promised_a_place == PEOPLE
    assert (figures.won, figures.lost, figures.waiting) == (SEATS, PEOPLE - SEATS, PEOPLE - SEATS)
    assert ask(served, "raced", event) == {
        "confirmed": SEATS,
        "waitlisted": PEOPLE - SEATS,
        "people": PEOPLE,
        "mails": PEOPLE,
    }
