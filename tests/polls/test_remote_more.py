"""The remote over plain HTTP: keyed presses, countdown, counts by hand, rehearsal, the steered screen, the frame."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.domain.rooms import get_or_create_room
from polls.enums import RoundState
from polls.models import ManualCount, Rehearsal, Room, Round
from tests.factories import (
    AccessLinkFactory,
    EventPageFactory,
    PollFactory,
    QuestionFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
)
from tests.polls.rooms import cast_many

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def question(event):
    return QuestionFactory(poll=PollFactory(event=event), text="Regie bij de gemeente?", is_before_after=True)


@pytest.fixture
def token(event):
    return link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.CHAIR))


@pytest.fixture
def press(client, token):
    def do(action, **fields):
        response = client.post(reverse("polls:remote_do", args=(token,)), {"action": action, **fields}, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return do


@pytest.fixture
def opened(press, question):
    press("choose", question=question.pk)
    press("open", round=Round.objects.get().pk)
    return Round.objects.get()


def _ask(press, round_, votes):
    """Open, vote, close, show."""
    press("open", round=round_.pk)
    cast_many(round_, votes)
    press("close", round=round_.pk)
    return press("result", round=round_.pk)


def test_press_that_arrives_twice_with_one_key_makes_one_round(press, opened):
    press("close", round=opened.pk)
    press("result", round=opened.pk)
    for _ in range(3):
        press("again", round=opened.pk, key="1234567890-again")
    assert Round.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "extend", "key": "kort"},
        {"action": "extend", "key": "<script>alert(1)</script>"},
        {"action": "countdown", "seconds": "5"},
        {"action": "countdown", "seconds": "9999"},
        {"action": "simulate", "people": "501"},
        {"action": "simulate", "people": "-1"},
        {"action": "simulate"},
        {"action": "before_after"},
    ],
)
def test_odd_presses_are_refused_in_words(press, opened, fields):
    assert "notice-warning" in press(**fields, round=opened.pk)
    opened.refresh_from_db()
    assert (opened.state, opened.countdown_until) == (RoundState.OPEN, None)


def test_chair_counts_down_gives_more_time_and_stops(press, opened):
    page = press("countdown", round=opened.pk, seconds="60")
    assert "data-countdown=" in page
    first = Round.objects.get().countdown_until
    press("extend", round=opened.pk)
    assert (Round.objects.get().countdown_until - first).total_seconds() == 30
    press("stop_countdown", round=opened.pk)
    assert Round.objects.get().countdown_until is None


def test_remote_says_what_phones_and_screen_show(press, question):
    page = press("choose", question=question.pk)
    assert "nog zonder antwoorden" in page
    page = press("open", round=Round.objects.get().pk)
    assert "mensen kunnen stemmen" in page


def test_before_and_after_from_the_remote(press, client, event, question):
    press("choose", question=question.pk)
    first = Round.objects.get()
    page = _ask(press, first, [8, 4])
    assert "press-before_after" not in page
    press("again", round=first.pk)
    second = Round.objects.get(number=2)
    page = _ask(press, second, [4, 8])
    assert "na het gesprek" in page
    press("before_after", round=second.pk)
    assert Room.objects.get().screen_view == "before_after"
    screen = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN))
    assert client.get(reverse("polls:screen", args=(screen,))).status_code == 200


def test_hiding_a_result_takes_it_from_phones_and_screen(press, client, event, opened):
    cast_many(opened, [8, 4])
    press("close", round=opened.pk)
    press("result", round=opened.pk)
    phone = reverse("polls:room", args=(get_or_create_room(event).join_code,))
    assert "67" in client.get(phone).content.decode()
    press("hide", round=opened.pk)
    assert "67&nbsp;%" not in client.get(phone).content.decode()


def _count_url(token, round_):
    return reverse("polls:remote_count", args=(token, round_.pk))


def _counted(round_, *numbers, **fields):
    options = {f"option_{option.pk}": n for option, n in zip(round_.question.options.all(), numbers, strict=False)}
    return {"label": "Achterste rij", "method": "hands", **options, **fields}


def test_count_by_hands_stands_on_screen_and_remote_with_its_label(client, press, event, token, opened):
    cast_many(opened, [8, 4])
    press("close", round=opened.pk)
    press("result", round=opened.pk)
    client.post(_count_url(token, opened), _counted(opened, 20, 5))
    screen = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN))
    for page in (
        client.get(reverse("polls:screen", args=(screen,))),
        client.get(reverse("polls:remote", args=(token,))),
    ):
        assert "Achterste rij" in page.content.decode()
        assert "n = 25" in page.content.decode()
    count = ManualCount.objects.get()
    client.post(reverse("polls:remote_remove_count", args=(token, opened.pk, count.pk)))
    assert not ManualCount.objects.exists()


@pytest.mark.parametrize(
    ("numbers", "fields"),
    [
        ((), {}),
        ((1, 2), {"label": ""}),
        ((1, 2), {"label": "x" * 300}),
        ((1, 2), {"label": "nul\x00"}),
        ((1, 2), {"method": "gevoel"}),
        ((-1, 2), {}),
        ((10**9, 2), {}),
        (("veel", 2), {}),
        ((5, 5), {"n": "3"}),
    ],
)
def test_count_that_cannot_be_is_refused_and_keeps_what_was_typed(client, token, opened, numbers, fields):
    response = client.post(_count_url(token, opened), _counted(opened, *numbers, **fields))
    assert response.status_code == 422
    assert not ManualCount.objects.exists()


def test_count_at_a_round_of_another_event_or_one_that_was_not_opened_is_a_404(client, token, opened):
    stranger = Round.objects.create(question=QuestionFactory(), state=RoundState.OPEN)
    ready = Round.objects.create(question=opened.question, number=9)
    for round_ in (stranger, ready):
        assert client.post(_count_url(token, round_), {"label": "x"}).status_code == 404


def test_rehearsal_from_the_remote(press, question):
    assert "data-rehearsal" in press("rehearse")
    press("choose", question=question.pk)
    round_ = Round.objects.get()
    page = press("open", round=round_.pk)
    assert "press-simulate-150" in page
    assert "notice-warning" not in press("simulate", round=round_.pk, people="150")
    assert "data-rehearsal" not in press("end_rehearsal")
    assert not Round.objects.exists()
    assert not Rehearsal.objects.exists()


def test_steered_screen_needs_the_chairs_link_and_has_the_buttons_of_the_keys(client, event, token, question):
    page = client.get(reverse("polls:remote_screen", args=(token,))).content.decode()
    assert re.search(r'data-key="next">\s*<form', page)
    assert client.get(reverse("polls:remote_screen_state", args=(token,))).status_code == 200
    screen = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN))
    assert client.get(reverse("polls:remote_screen", args=(screen,))).status_code == 404
    assert "data-press" not in client.get(reverse("polls:screen", args=(screen,))).content.decode()


def test_press_from_the_steered_screen_leads_back_to_it(client, token, question):
    data = {"action": "choose", "question": question.pk, "back": "screen"}
    response = client.post(reverse("polls:remote_do", args=(token,)), data)
    assert response["Location"] == reverse("polls:remote_screen", args=(token,))


def _frame(event):
    return reverse("polls:frame", args=(link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.FRAME)),))


def _allow(event, text):
    organiser = Client()
    organiser.force_login(UserFactory(is_superuser=True))
    return organiser.post(reverse("polls_admin:frame", args=(event.pk,)), {"origins": text})


def test_frame_may_be_shown_by_listed_sites_only_and_has_no_controls(client, event, question):
    _allow(event, "https://slides.example.nl\nhttp://localhost:3000/")
    response = client.get(_frame(event))
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors https://slides.example.nl http://localhost:3000;" in policy + ";"
    assert "script-src 'self'" in policy
    assert "X-Frame-Options" not in response.headers
    page = response.content.decode()
    assert "<form" not in page
    assert "<button" not in page


def test_frame_without_listed_sites_may_be_shown_by_nobody(client, event):
    response = client.get(_frame(event))
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"


def test_nothing_else_becomes_frameable(client, event, token):
    _allow(event, "https://slides.example.nl")
    screen = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN))
    addresses = [
        reverse("polls:screen", args=(screen,)),
        reverse("polls:remote", args=(token,)),
        reverse("polls:remote_screen", args=(token,)),
        reverse("polls:join"),
        reverse("polls:room", args=(get_or_create_room(event).join_code,)),
        _frame(event).replace("/dia/", "/dia/x"),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN", address
        assert "slides.example.nl" not in response.headers["Content-Security-Policy"], address


@pytest.mark.parametrize("purpose", [LinkPurpose.SCREEN, LinkPurpose.CHAIR])
def test_frame_needs_a_link_of_its_own(client, event, purpose):
    other = link_token(AccessLinkFactory(event=event, purpose=purpose))
    assert client.get(reverse("polls:frame", args=(other,))).status_code == 404


@pytest.mark.parametrize(
    "line",
    [
        "http://slides.example.nl",
        "https://*.example.nl",
        "https://slides.example.nl/pad",
        "https://slides.example.nl; script-src *",
        "https://slides.example.nl\thttps://x.nl",
        "https://a@slides.example.nl",
        "javascript:alert(1)",
        "*",
        "'self'",
        "https://",
        "https://slides",
        "https://slides.example.nl:99999",
        "https://[::1",
        "x" * 300,
    ],
)
def test_site_that_is_not_an_exact_https_origin_is_refused_at_the_field(event, line):
    response = _allow(event, line)
    assert response.status_code == 422
    assert "origins" in response.context["form"].errors
    assert get_or_create_room(event).frame_origins == []


def test_site_with_letters_beyond_ascii_is_kept_in_its_network_form(event):
    _allow(event, "https://Dia's.example.nl".replace("'", "") + "\nhttps://bühne.example")
    assert get_or_create_room(event).frame_origins == ["https://dias.example.nl", "https://xn--bhne-0ra.example"]


def test_protection_page_shows_what_locked_the_policy(event, opened):
    organiser = Client()
    organiser.force_login(UserFactory(is_superuser=True))
    page = organiser.get(reverse("polls_admin:protection", args=(event.pk,))).content.decode()
    assert "Regie bij de gemeente?" in page
    assert 'name="minimum"' not in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "single"}, "Gemeente"),
        ({"kind": "single", "is_icebreaker": True}, "opwarmvraag"),
        ({"kind": "text"}, "nooit per groep"),
        ({"kind": "words"}, "nooit per groep"),
    ],
)
def test_remote_promises_beforehand_no_comparison_that_will_not_come(press, event, fields, told):
    for name in ("Gemeente", "Politie"):
        RegistrationFactory.create_batch(20, event=event, sector=SectorFactory(name=name))
    question = QuestionFactory(poll=PollFactory(event=event), **fields)
    preview = press("choose", question=question.pk).split('class="remote__preview"')[1].split("</section>")[0]
    assert told in preview
    assert ("Politie" in preview) == (told == "Gemeente")


def test_count_that_is_sent_twice_stands_there_once(client, token, opened):
    for _ in range(2):
        client.post(_count_url(token, opened), _counted(opened, 20, 5))
    client.post(_count_url(token, opened), _counted(opened, 20, 6))
    assert sorted(ManualCount.objects.values_list("n", flat=True)) == [25, 26]
