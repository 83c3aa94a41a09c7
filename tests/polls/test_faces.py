"""What each kind of question shows on a phone: drawn from hand-made snapshots, and voted on over plain HTML."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from polls.domain.ballots import count_received
from polls.domain.choices import present_answer
from polls.domain.rooms import browser_token
from polls.domain.rounds import get_or_create_round, open_round
from polls.domain.voters import read_voter_token
from polls.faces import face
from polls.stages import draw_stage, squeezed
from tests.factories import PollFactory, QuestionFactory, RoomFactory
from tests.polls import samples

FIELDS = {  # what a phone finds of each kind, as regular expressions
    "single": (r'<button class="answer" name="answer" value="11"', 4),
    "multiple": (r'<input type="checkbox" name="answer"', 4),
    "statement": (r'<button class="answer" name="answer"', 5),
    "rating": (r'<button class="answer rating__step" name="answer"', 5),
    "ranking": (r'<select class="rank__select"', 4),
    "number": (r'inputmode="decimal"', 1),
    "text": (r'<textarea id="answer" name="answer" rows="4" maxlength="280"', 1),
    "words": (r'<input id="word-\d" name="answer"', 3),
}


@pytest.mark.parametrize("kind", samples.KINDS)
def test_phone_draws_the_fields_of_the_kind_and_nothing_of_a_voter(kind):
    html = draw_stage(samples.snapshot(kind), "nl")["html"]
    pattern, number = FIELDS[kind]
    assert len(re.findall(pattern.replace('value="11"', r'value="\d+"'), html)) == number
    assert "csrfmiddlewaretoken" not in html
    assert 'aria-pressed="true"' not in html
    assert " checked" not in html
    assert "selected" not in html


@pytest.mark.parametrize("kind", samples.KINDS)
def test_phone_gets_the_same_page_without_the_indentation_of_its_templates(kind, monkeypatch):
    for state, show in (("open", "question"), ("closed", "result"), ("closed", "breakdown")):
        shown = samples.snapshot(kind, state, show)
        sent = draw_stage(shown, "nl")["html"]
        with monkeypatch.context() as patch:
            patch.setattr("polls.stages.squeezed", lambda html: html)
            drawn = draw_stage(shown, "nl")["html"]
        assert re.sub(r"\s+", " ", sent) == re.sub(r"\s+", " ", drawn).strip()
        assert not re.search(r"\n\s", sent)
        assert len(sent) < len(drawn)


def test_what_somebody_typed_over_several_lines_stays_so():
    page = "\n <p>\n  a b\n\n</p> <textarea rows=2>\n x\n  y</textarea>\n  <i>z</i> <pre>\n\n 1</pre>\n"
    assert squeezed(page) == "<p>\na b\n</p> <textarea rows=2>\n x\n  y</textarea>\n<i>z</i> <pre>\n\n 1</pre>"


def test_stage_of_an_open_question_keeps_its_key_so_that_nobody_loses_what_they_type():
    before, after = samples.snapshot("text"), samples.snapshot("text", version=9)
    after["round"] = {**after["round"], "countdown_until": "2030-01-01T12:00:00+00:00"}
    drawn = [draw_stage(snapshot, "nl") for snapshot in (before, after)]
    assert drawn[0]["key"] == drawn[1]["key"]
    assert drawn[0]["html"] != drawn[1]["html"]
    assert draw_stage(samples.snapshot("text", "closing"), "nl")["key"] != drawn[0]["key"]


def test_stage_is_drawn_in_the_phones_language_and_the_question_stays_as_entered():
    dutch, english = (draw_stage(samples.snapshot("number"), language)["html"] for language in ("nl", "en"))
    assert "Een getal van 0 tot en met 40." in dutch
    assert "A number from 0 up to and including 40." in english
    for html in (dutch, english):
        assert re.search(r'<h1[^>]* lang="nl">Wat helpt het meest', html)


def test_markup_in_texts_is_shown_and_never_run():
    asked = samples.question("single", texts=("<script>alert(1)</script>", "b"), text="<img src=x>")
    drawn = [
        draw_stage(samples.snapshot("single", "closed", show, question=asked), "nl")["html"]
        for show in ("result", "breakdown", "before_after")
    ]
    words = samples.snapshot("words", "closed", "result")
    words["result"]["words"] = [{"word": "<b>x</b>", "count": 2}]
    for html in [*drawn, draw_stage(samples.snapshot("single", question=asked), "nl")["html"]]:
        assert "&lt;script&gt;" in html
        assert "<script" not in html
        assert "<img" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in draw_stage(words, "nl")["html"]


def test_approved_answers_stand_on_phones_with_the_one_in_the_spotlight_first():
    items = [{"uid": "a", "text": "Meer tijd"}, {"uid": "b", "text": "Korte <i>lijnen</i>"}]
    shown = samples.snapshot("text", "closed", "answers", answers={"items": items, "spotlit": "b"})
    html = draw_stage(shown, "nl")["html"]
    assert html.index("Korte &lt;i&gt;lijnen") < html.index("Meer tijd")
    assert html.count("answer-text-large") == 1
    nothing = samples.snapshot("text", "closed", "answers", answers={"items": [], "spotlit": None})
    assert "Er zijn nog geen antwoorden te zien." in draw_stage(nothing, "nl")["html"]


def test_rating_up_to_six_has_one_row_and_a_longer_one_two_equal_rows():
    columns = {
        steps: face(samples.question("rating", texts=[str(number) for number in range(1, steps + 1)])).columns
        for steps in (3, 6, 7, 10)
    }
    assert columns == {3: 3, 6: 6, 7: 4, 10: 5}


def test_how_many_to_choose_is_said_for_every_rule():
    said = []
    with translation.override("nl"):
        for minimum, maximum in ((2, 3), (2, 2), (1, 1), (1, 4), (1, 2)):
            asked = samples.question("multiple", rules={"minimum": minimum, "maximum": maximum})
            html = draw_stage(samples.snapshot("multiple", question=asked), "nl")["html"]
            said.append(re.search(r'id="how-many">([^<]*)<', html)[1].strip())
    assert said == [
        "Kies 2 tot 3 antwoorden.",
        "Kies 2 antwoorden.",
        "Kies 1 antwoord.",
        "U mag meer antwoorden kiezen.",
        "Kies ten hoogste 2 antwoorden.",
    ]


# Over plain HTML, on the database -------------------------------------------------------------------------


def _open(kind, **fields):
    room = RoomFactory()
    options = 4 if kind in ("single", "multiple", "ranking") else None
    asked = QuestionFactory(poll=PollFactory(event=room.event), kind=kind, options=options, **fields)
    round_ = open_round(get_or_create_round(asked), actor="test")
    room.refresh_from_db()
    return room, round_


def _page(client, room):
    return client.get(reverse("polls:room", args=(room.join_code,))).content.decode()


def _post(client, room, round_, data):
    return client.post(reverse("polls:vote", args=(room.join_code,)), {"round": round_.pk, **data})


def _ids(round_):
    return list(round_.question.options.order_by("sort_order").values_list("pk", flat=True))


def _answers(kind, ids):
    """What a page without a script posts, and the answer that travels."""
    return {
        "single": ({"answer": ids[1]}, f"{ids[1]}") if ids else None,
        "multiple": ({"answer": ids[:2]}, f"{ids[0]},{ids[1]}") if ids else None,
        "statement": ({"answer": ids[-1]}, f"{ids[-1]}") if ids else None,
        "rating": ({"answer": ids[0]}, f"{ids[0]}") if ids else None,
        "ranking": ({f"rank_{pk}": place for place, pk in enumerate(reversed(ids), 1)}, ",".join(map(str, ids[::-1]))),
        "number": ({"answer": " 3,5 "}, "3.5"),
        "text": ({"answer": "Vaker samen\r\neten"}, "Vaker samen eten"),
        "words": ({"answer": ["tijd", "", "vertrouwen"], "words": "1"}, "tijd\nvertrouwen"),
    }[kind]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", samples.KINDS)
def test_every_kind_is_answered_over_plain_html_shown_again_and_changed(client, kind):
    room, round_ = _open(kind, **({"decimals": 1} if kind == "number" else {}))
    posted, answer = _answers(kind, _ids(round_))
    before = _page(client, room)
    secret = client.cookies[f"plenair_room_{room.event_id}"].value.split(":")[0].split(".")[0].strip('"')
    voter = read_voter_token(browser_token(room, secret, sector=None))

    assert _post(client, room, round_, posted).status_code == 302

    page = _page(client, room)
    assert present_answer(voter, round_.pk) == answer
    assert 'data-state="received"' in page
    assert 'data-state="received"' not in before
    marks = {"multiple": (" checked", 2), "ranking": (" selected", 4), "number": ('value="3.5"', 1)}
    mark, number = marks.get(kind, ('aria-pressed="true"', 1))
    if kind not in ("text", "words"):
        assert page.count(mark) == number
    else:
        assert "eten</textarea>" in page or 'value="vertrouwen"' in page
    assert _post(client, room, round_, posted).status_code == 302
    assert count_received(round_.pk) == 1


BAD = [
    ("multiple", {}, "Geef eerst een antwoord."),
    ("multiple", {"answer": "all"}, "Kies er ten hoogste 2."),
    ("ranking", {"rank": "same"}, "Geef elke plaats maar één keer."),
    ("ranking", {"rank": "first"}, "Kies er ten minste 4."),
    ("ranking", {"rank": "huge"}, "Geef eerst een antwoord."),
    ("number", {"answer": "veel"}, "Vul een getal in, bijvoorbeeld 0."),
    ("number", {"answer": "11"}, "Vul een getal in van 0 tot en met 10."),
    ("number", {"answer": "9" * 300}, "Vul een getal in"),
    ("text", {"answer": "x" * 300}, "ten hoogste 280 tekens"),
    ("text", {"answer": "<script>alert(1)</script>\x00"}, "tekens die niet getoond kunnen worden"),
    ("words", {"answer": ["x" * 300, "y"], "words": "1"}, "ten hoogste 40 tekens"),
    ("words", {"answer": ["a", "b", "c", "d"], "words": "1"}, "Kies er ten hoogste 3."),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "data", "message"), BAD)
def test_answer_that_does_not_fit_comes_back_in_its_field_with_what_is_wrong(client, kind, data, message):
    room, round_ = _open(kind, **({"maximum_choices": 2} if kind == "multiple" else {}))
    ids = _ids(round_)
    if data.get("answer") == "all":
        data = {"answer": ids}
    if "rank" in data:
        place = "9" * 5000 if data["rank"] == "huge" else 1  # more digits than Python makes a number of
        data = {f"rank_{pk}": place for pk in (ids[:1] if data["rank"] == "first" else ids)}
    client.get(reverse("polls:room", args=(room.join_code,)))

    response = _post(client, room, round_, data)

    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert "<script>alert" not in page
    assert 'data-state="received"' not in page
    told = client.post(
        response.request["PATH_INFO"], {"round": round_.pk, **data}, headers={"accept": "application/json"}
    )
    assert (told.status_code, told.json()["outcome"]) == (422, "invalid")
    assert message in told.json()["problem"]
    typed = data.get("answer")
    if isinstance(typed, str) and "\x00" not in typed:
        assert typed in page
    assert count_received(round_.pk) == 0


@pytest.mark.django_db
def test_stale_form_of_another_round_is_told_in_general_and_shows_nothing_in_the_wrong_field(client):
    room, round_ = _open("number")
    _, other = _open("number")
    client.get(reverse("polls:room", args=(room.join_code,)))
    response = _post(client, room, other, {"answer": "77"})
    assert response.status_code == 302
    assert 'value="77"' not in _page(client, room)
    assert count_received(round_.pk) + count_received(other.pk) == 0


@pytest.mark.django_db
def test_phones_that_ask_the_main_door_cost_one_drawing_per_version(client, monkeypatch):
    room, _round = _open("single")
    drawn = []
    cache.clear()
    monkeypatch.setattr("polls.stages.draw_stage", lambda *args: drawn.append(args) or draw_stage(*args))
    url = reverse("polls:room_state", args=(room.join_code,))
    first = client.get(url).json()
    for _ in range(3):
        assert Client().get(url).json() == first
    assert len(drawn) == 1
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get(url).json()
    assert (len(drawn), english["key"]) == (2, first["key"])
    assert english["html"] != first["html"]
