"""Pure parts of mail: header lines, plain text; and that beat knows its tasks."""

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from config.celery import app
from mailing.domain.envelope import clean_header
from mailing.domain.rendering import tidy


@given(st.text())
def test_clean_header_is_one_line_without_control_characters(typed):
    cleaned = clean_header(typed)
    assert len(cleaned.splitlines()) <= 1
    assert not any(ord(character) < 32 or ord(character) == 127 for character in cleaned)
    assert clean_header(cleaned) == cleaned


@given(st.text(alphabet="ab \n"))
def test_tidy_keeps_the_words_and_never_two_empty_lines(text):
    tidied = tidy(text)
    assert tidied.split() == text.split()
    assert "\n\n\n" not in tidied
    assert tidied.endswith("\n")


def test_every_task_of_the_beat_schedule_exists():
    app.loader.import_default_modules()
    missing = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] not in app.tasks]
    assert missing == []
