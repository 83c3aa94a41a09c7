"""The checks of the translations."""

import gettext
import os
import shutil

import polib
import pytest

from tools.catalogues import (
    ROOT,
    WORDS,
    all_catalogues,
    check_app,
    clashes,
    compile_catalogues,
    faults,
    faults_of_words,
    key,
    wagtail_messages,
)


def catalogue(*entries):
    """A catalogue of the given entries."""
    file = polib.POFile()
    for entry in entries:
        file.append(polib.POEntry(**entry))
    return file


GOOD = {"msgid": "Hello %(name)s", "msgstr": "Dag %(name)s"}
PLURAL = {"msgid": "%(n)d seat", "msgid_plural": "%(n)d seats", "msgstr_plural": {0: "één plek", 1: "%(n)d plekken"}}


def test_catalogue_in_step_has_no_faults():
    assert faults(catalogue(GOOD, PLURAL), catalogue(GOOD, PLURAL)) == []


@pytest.mark.parametrize(
    ("committed", "fault"),
    [
        ({}, "missing: 'Hello %(name)s'"),
        ({**GOOD, "msgstr": ""}, "not translated: 'Hello %(name)s'"),
        ({**GOOD, "flags": ["fuzzy"]}, "unfinished (fuzzy): 'Hello %(name)s'"),
        ({**GOOD, "msgstr": "Dag %(naam)s"}, "has placeholders that the source lacks: %(naam)s: 'Hello %(name)s'"),
        ({**GOOD, "msgstr": "Dag"}, "lacks a placeholder of the source: 'Hello %(name)s'"),
        ({**GOOD, "msgctxt": "greeting"}, "stale: 'Hello %(name)s'"),
    ],
)
def test_catalogue_with_a_fault_names_it(committed, fault):
    ours = catalogue(committed) if committed else catalogue()
    assert fault in faults(ours, catalogue(GOOD))


def test_message_that_two_apps_translate_differently_is_a_fault():
    sharing, part = {"msgid": "Share", "msgstr": "Delen"}, {"msgid": "Share", "msgstr": "Aandeel"}
    assert clashes({"a": catalogue(sharing), "b": catalogue(part)}) == [
        "two translations: 'Share': a has 'Delen', b has 'Aandeel'"
    ]
    assert clashes({"a": catalogue(sharing), "b": catalogue({**part, "msgctxt": "a part of a whole"})}) == []
    assert clashes({"a": catalogue(sharing, PLURAL), "b": catalogue(sharing, PLURAL)}) == []


def test_catalogues_of_the_apps_do_not_clash():
    assert clashes(all_catalogues()) == []


def test_plural_with_one_form_missing_is_a_fault():
    half = {**PLURAL, "msgstr_plural": {0: "één plek", 1: ""}}
    assert faults(catalogue(half), catalogue(PLURAL)) == ["not translated: '%(n)d seat'"]


def test_compile_writes_what_is_out_of_date_and_nothing_else(tmp_path):
    folder = tmp_path / "app" / "locale" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file = catalogue(GOOD)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.save(str(folder / "django.po"))
    os.utime(folder / "django.po", (1, 1))
    assert compile_catalogues(tmp_path) == 1
    assert (
        gettext.translation("django", tmp_path / "app" / "locale", ["nl"]).gettext("Hello %(name)s") == GOOD["msgstr"]
    )
    assert compile_catalogues(tmp_path) == 0


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext")
def test_check_of_an_app_finds_the_string_without_translation(tmp_path):
    app = tmp_path / "app"
    (app / "locale" / "nl" / "LC_MESSAGES").mkdir(parents=True)
    (app / "views.py").write_text('from django.utils.translation import gettext as _\n_("Hello %(name)s")\n_("New")\n')
    catalogue(GOOD, {"msgid": "Gone", "msgstr": "Weg"}).save(str(app / "locale/nl/LC_MESSAGES/django.po"))
    assert check_app(app) == ["app: missing: 'New'", "app: stale: 'Gone'"]
    assert not list(app.rglob("*.mo"))


def test_words_for_wagtail_are_in_use_there():
    assert faults_of_words(polib.pofile(str(ROOT / WORDS)), wagtail_messages()) == []


@pytest.mark.parametrize(
    ("ours", "fault"),
    [
        ({"msgid": "Gone", "msgstr": "Weg"}, "not in Wagtail: 'Gone'"),
        ({**GOOD, "msgstr": "Dag"}, "lacks a placeholder of the source: 'Hello %(name)s'"),
        (GOOD, "says what Wagtail says: 'Hello %(name)s'"),
    ],
)
def test_word_for_wagtail_that_is_useless_or_wrong_is_a_fault(ours, fault):
    theirs = {key(entry): entry for entry in catalogue(GOOD)}
    assert faults_of_words(catalogue(ours), theirs) == [fault]
