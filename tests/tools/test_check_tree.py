"""The checks of the tree."""

import pytest

from tools.check_tree import faults_of_requirements, faults_of_text

HASH = "0" * 64
PINNED = f"amqp==5.4.2 \\\n    --hash=sha256:{HASH} \\\n    --hash=sha256:{HASH}\n    # via kombu\n"


def test_pinned_requirements_have_no_faults():
    extra = f"psycopg[binary]==3.3.4 \\\n    --hash=sha256:{HASH}\n"
    assert list(faults_of_requirements(PINNED + extra)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("amqp==5.4.2\n", "is not pinned with a hash: amqp==5.4.2"),
        ("amqp>=5\n", "is not pinned with a hash: amqp>=5"),
        ("--index-url https://mirror.example/simple\n" + PINNED, "names an address: --index-url"),
        (f"amqp @ https://mirror.example/amqp.whl \\\n    --hash=sha256:{HASH}\n", "names an address: ://"),
    ],
)
def test_requirements_with_a_fault_are_named(text, fault):
    assert fault in list(faults_of_requirements(text))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("get it from " + "py" + "pi.org", "holds a registry's host (line 1): py" + "pi.org"),
        ("first\nsee /ro" + "ot/notes.txt", "holds a path of one machine (line 2): /ro" + "ot/notes.txt"),
        ("see /ho" + "me/anna", "holds a path of one machine (line 1): /ho" + "me/anna"),
    ],
)
def test_text_of_one_machine_is_named(text, fault):
    assert list(faults_of_text(text)) == [fault]


@pytest.mark.parametrize(
    "text", ["/mijn-plek/home/", "https://plenair.example/work/2015", "framework/work/x", "~/home/x"]
)
def test_text_of_any_machine_has_no_faults(text):
    assert list(faults_of_text(text)) == []
