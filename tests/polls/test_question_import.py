"""Reading in questions from a table: what is understood, what is told, files as people and spreadsheets make them."""

import io
import time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from polls.models import Option, Question
from tests.factories import EventPageFactory, PollFactory, UserFactory

pytestmark = pytest.mark.django_db
FIRST = "soort;vraag;antwoorden"


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def poll():
    return PollFactory(event=EventPageFactory())


def _url(poll, name):
    return reverse(f"polls_questions:{name}", args=(poll.event_id, poll.pk))


def _texts(poll):
    return [question.text for question in poll.questions.order_by("sort_order")]


def _look(client, poll, text):
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("vragen.csv", content, content_type="text/csv")
    return client.post(_url(poll, "import"), {"file": file})


def _read_in(client, poll, looked):
    fields = {name: looked.context[name] for name in ("table", "seen")}
    return client.post(_url(poll, "import"), fields, follow=True)


def test_example_can_be_read_in_as_it_is(organiser, poll):
    example = organiser.get(_url(poll, "example")).content.decode("utf-8-sig")
    looked = _look(organiser, poll, example)
    assert looked.context["plan"].errors == ()
    organiser.post(_url(poll, "import"), {"table": looked.context["table"]})
    assert poll.questions.count() == 8
    assert poll.questions.get(kind="statement").is_before_after


def test_looking_at_a_table_saves_nothing(organiser, poll):
    _look(organiser, poll, "kind;question;options\nsingle;Eens?;Ja|Nee")
    assert not Question.objects.exists()


def test_rows_with_an_error_are_named_by_their_number_and_left_out(organiser, poll):
    table = "\n".join(
        [
            "Soort;Vraag;Antwoord 1;Antwoord 2;Laagste;Hoogste",
            "meerkeuze;Goed;Ja;Nee;;",
            "raadsel;Fout;Ja;Nee;;",
            "",
            "getal;Fout;;;vijf;9",
            "meerkeuze;Fout;Ja;;;",
            f"open;{'x' * 301};;;;",
            "getal;Goed;;;1;9,5".replace("9,5", "9"),
        ]
    )
    looked = _look(organiser, poll, table)
    assert sorted({error.number for error in looked.context["plan"].errors}) == [3, 5, 6, 7]
    organiser.post(_url(poll, "import"), {"table": looked.context["table"]})
    assert _texts(poll) == ["Goed", "Goed"]


def test_text_that_was_looked_at_gives_the_same_row_numbers(organiser, poll):
    looked = _look(organiser, poll, "soort;vraag\n\n\nraadsel;Fout\nopen;Goed")
    from polls.domain.importing import plan_import
    from registrations.domain.reading_tables import read_lines

    again = plan_import(read_lines(looked.context["table"]))
    assert again.errors == looked.context["plan"].errors


@pytest.mark.parametrize("text", ["", "a;b\n1;2", "soort;vraag", "PK\x03\x04 geen zip", "\x00\x01"])
def test_table_that_cannot_be_used_is_refused_at_the_field(organiser, poll, text):
    response = _look(organiser, poll, text)
    assert response.status_code == 422
    assert "file" in response.context["form"].errors


def test_import_without_a_file_says_so(organiser, poll):
    response = organiser.post(_url(poll, "import"), {})
    assert response.status_code == 422
    assert "file" in response.context["form"].errors


def test_table_of_3000_rows_is_read_in_within_seconds_and_one_more_is_refused(organiser, poll):
    rows = ["soort;vraag;antwoorden", *(f"meerkeuze;Vraag {number};Ja|Nee|Weet niet" for number in range(3000))]
    started = time.monotonic()
    looked = _look(organiser, poll, "\n".join(rows))
    response = organiser.post(_url(poll, "import"), {"table": looked.context["table"]})
    assert response.status_code == 302
    assert poll.questions.count() == 3000
    assert Option.objects.filter(question__poll=poll).count() == 9000
    assert time.monotonic() - started < 120
    assert _look(organiser, poll, "\n".join([*rows, "open;Nog een;"])).status_code == 422
    organiser.post(_url(poll, "import"), {"table": "soort;vraag\nopen;Nog een"})
    assert poll.questions.count() == 3000


def test_a_double_click_reads_in_once_and_a_second_look_reads_in_again(organiser, poll):
    looked = _look(organiser, poll, f"{FIRST}\nmeerkeuze;Een;Ja|Nee")
    assert "notice" not in _read_in(organiser, poll, looked).context
    assert "kwamen intussen vragen bij" in _read_in(organiser, poll, looked).content.decode()
    assert _texts(poll) == ["Een"]
    _read_in(organiser, poll, _look(organiser, poll, f"{FIRST}\nmeerkeuze;Een;Ja|Nee"))
    assert _texts(poll) == ["Een", "Een"]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("soort,vraag,antwoorden\nmeerkeuze,Wat vindt u, als professional?,Ja|Nee", None),
        ('soort,vraag,antwoorden\nmeerkeuze,"Wat vindt u, als professional?",Ja|Nee', "Wat vindt u, als professional?"),
    ],
)
def test_text_that_falls_apart_at_a_separator_is_refused_and_not_read_in_half(organiser, poll, table, text):
    looked = _look(organiser, poll, table)
    assert [error.number for error in looked.context["plan"].errors] == ([] if text else [2])
    assert [draft.fields["text"] for draft in looked.context["plan"].drafts] == ([text] if text else [])


def test_columns_that_say_nothing_to_us_are_named_unless_they_are_empty(organiser, poll):
    looked = _look(organiser, poll, "soort;vraag;antwoorden;Let op;leeg\nmeerkeuze;Een;Ja|Nee;<b>pauze</b>;")
    assert looked.context["plan"].unread == ("Let op",)
    assert "Let op" in looked.content.decode()


def test_signs_that_cannot_be_seen_and_markup_do_no_harm(organiser, poll):
    hostile = "\u202eOmgekeerd\u2066 \u200bWie\x07 <script>alert(1)</script>"
    looked = _look(organiser, poll, f"{FIRST}\nmeerkeuze;{hostile};J\u202ea|=1+1|Ja\u200b")
    assert "<script>alert(1)" not in looked.content.decode()
    assert [error.number for error in looked.context["plan"].errors] == [2]  # two answers look the same
    looked = _look(organiser, poll, f"{FIRST}\nmeerkeuze;{hostile};J\u202ea|=1+1")
    _read_in(organiser, poll, looked)
    assert _texts(poll) == ["Omgekeerd Wie <script>alert(1)</script>"]
    assert sorted(Option.objects.values_list("text", flat=True)) == ["=1+1", "Ja"]


def _workbook():
    book = openpyxl.Workbook()
    for row in (("soort", "vraag", "laagste", "hoogste"), ("getal", "Hoeveel jaar?", 0, 40.0)):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


TABLE = "soort{0}vraag{0}antwoorden\r\nmeerkeuze{0}Eén café?{0}Ja|Nee\r\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TABLE.format(";").encode("cp1252"), "Eén café?"),
        (TABLE.format("\t").encode("utf-16"), "Eén café?"),
        (TABLE.format(",").encode("utf-8-sig"), "Eén café?"),
        (TABLE.format(";").replace("\r\n", "\r").encode(), "Eén café?"),
        ('soort;vraag;antwoorden\nmeerkeuze;"Eén\ncafé?";Ja|Nee'.encode(), "Eén café?"),
        (_workbook(), "Hoeveel jaar?"),
    ],
)
def test_files_of_every_spreadsheet_give_the_same_question(organiser, poll, content, text):
    _read_in(organiser, poll, _look(organiser, poll, content))
    assert _texts(poll) == [text]


@pytest.mark.parametrize("highest", ["1e999999", "NaN", "inf", "1e-999999", "-" * 2000, "9" * 2000, "vijf", "1_0"])
def test_number_that_is_no_number_is_an_error_of_its_row(organiser, poll, highest):
    looked = _look(organiser, poll, f"soort;vraag;laagste;hoogste\ngetal;Hoeveel?;1;{highest}")
    assert {error.number for error in looked.context["plan"].errors} == {2}
    assert not Question.objects.exists()
