"""What a reporter does with changes that came back: take over, note, leave."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.domain.redline.deciding import RedlineMoved, decide
from reports.domain.redline.showing import comparison_of
from reports.domain.signoff.overview import overview_of
from reports.enums import Hindrance, RedlineState
from reports.models import RedlineChange, RedlineFile, ReportPage, SignOffRound
from tests.factories import UserFactory
from tests.reports.every_block import report_with
from tests.reports.redlined import (
    ONE,
    SAID,
    TEXT_ID,
    THREE,
    TWO,
    child,
    hindrances,
    newest,
    received,
    report,
    rewritten,
    take,
    text_now,
)
from tests.reports.redlining import (
    added,
    gone,
    untracked,
)
from tests.reports.signoff import running_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_off() -> SignOffRound:
    return running_round(report())


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def test_taken_changes_are_one_new_draft_and_the_rest_stays_letter_for_letter(sign_off):
    file = received(sign_off, untracked(TWO, "Anders & <b>."), gone(THREE), added(ONE, "Nieuw."))
    revisions, live = sign_off.page.revisions.count(), newest(sign_off).body.get_prep_value()
    assert take(file) == 3
    assert text_now(sign_off) == (
        f'<p data-block-key="a1">{ONE}</p><p>Nieuw.</p><p>Anders &amp; &lt;b&gt;.</p><p>Een <b>vet</b> woord.</p>'
    )
    assert sign_off.page.revisions.count() == revisions + 1
    assert newest(sign_off).body.get_prep_value() == live
    assert {one.state for one in file.changes.all()} == {RedlineState.TAKEN}


def test_heading_is_taken_over_and_text_with_markup_is_not(sign_off):
    file = received(sign_off, untracked("Waar het over ging", "Waarover"), untracked("Een vet woord", "Een dun woord."))
    assert hindrances(file) == [None, Hindrance.NOT_PLAIN]
    with pytest.raises(RedlineMoved):
        take(file)
    assert take(RedlineFile.objects.get(), RedlineState.REFUSED) == 0


def test_text_that_changed_meanwhile_is_not_overwritten(sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    seen = comparison_of(file, newest(sign_off)).seen
    assert comparison_of(file, newest(sign_off)).parts[0].now == ""
    page = newest(sign_off).get_latest_revision_as_object()
    page.body = json.dumps(rewritten(page, TWO, "Zelf."))
    page.save_revision()
    (change,) = file.changes.all()
    with pytest.raises(RedlineMoved):
        decide(file, {change.pk: RedlineState.TAKEN}, seen=seen, actor=None)
    assert hindrances(file) == [Hindrance.OTHER_NOW]
    assert "Zelf." in comparison_of(file, newest(sign_off)).parts[0].now
    assert "Zelf." in text_now(sign_off)


@pytest.mark.parametrize("how", ["in the quote", "in running text"])
def test_words_of_a_quote_are_never_taken_over(how):
    page = report()
    if how == "in running text":
        again = page.get_latest_revision_as_object()
        again.body = json.dumps(rewritten(again, THREE, f"Iemand zei: {SAID}"))
        again.save_revision()
    sign_off = running_round(page)
    words = "Iemand zei:" if how == "in running text" else SAID
    file = received(sign_off, untracked(words, "Niemand vroeg mij wie de bankpas had, zei zij."))
    assert hindrances(file) == [Hindrance.QUOTE]
    with pytest.raises(RedlineMoved):
        take(file)
    assert take(file, RedlineState.NOTED) == 0


def test_noted_change_stands_with_the_remarks_until_it_is_handled(client, editor, sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    take(file, RedlineState.NOTED)
    assert overview_of(sign_off).open_remarks == 1
    event_id = sign_off.page.get_parent().pk
    html = client.get(reverse("reports_admin:signoff", args=[event_id])).content.decode()
    assert "<ins>" in html
    address = reverse("reports_admin:redline_handled", args=[event_id, file.changes.get().pk])
    assert client.post(address, {"handled": "1"}).status_code == 302
    assert overview_of(sign_off).open_remarks == 0


def test_reporter_chooses_and_a_second_click_alarms_nobody(client, editor, sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."), gone(THREE))
    address = reverse("reports_admin:redline", args=[sign_off.page.get_parent().pk, file.pk])
    response = client.get(address)
    assert "<del>" in response.content.decode()
    first, second = file.changes.all()
    data = {
        "seen": response.context["form"]["seen"].value(),
        f"change-{first.pk}": "taken",
        f"change-{second.pk}": "refused",
    }
    for _click in range(2):
        assert client.post(address, data).status_code == 302
    assert "alinea komt." in text_now(sign_off)
    assert THREE in text_now(sign_off)
    assert RedlineChange.objects.get(pk=second.pk).decided_by == editor
    stale = client.post(address, {**data, f"change-{second.pk}": "noted"})
    assert stale.status_code == 409
    for hostile in ({}, {"seen": "\x00"}, {"seen": "x" * 900}, {f"change-{second.pk}": "\x00<b>"}):
        assert client.post(address, hostile).status_code in (302, 409)
    assert RedlineChange.objects.get(pk=second.pk).state == RedlineState.REFUSED


def test_locked_report_is_not_changed(client, editor, sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    ReportPage.objects.filter(pk=sign_off.page_id).update(locked=True, locked_by=UserFactory())
    address = reverse("reports_admin:redline", args=[sign_off.page.get_parent().pk, file.pk])
    seen = client.get(address).context["form"]["seen"].value()
    assert client.post(address, {"seen": seen, f"change-{file.changes.get().pk}": "taken"}).status_code == 409
    assert TWO in text_now(sign_off)


def test_one_change_and_thirty_take_as_many_queries(client, editor):
    text = "".join(f"<p>Alinea nummer {number} van dit verslag.</p>" for number in range(40))
    sign_off = running_round(report_with([child("text", TEXT_ID, text=text)]))
    event_id = sign_off.page.get_parent().pk

    def queries(file: RedlineFile) -> list[int]:
        found = []
        for name, args in (("redline", [file.pk]), ("signoff", [])):
            address = reverse(f"reports_admin:{name}", args=[event_id, *args])
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    one = received(sign_off, untracked("nummer 3 van", "Alinea nummer drie van dit verslag."))
    take(one, RedlineState.NOTED)
    few = queries(one)
    many = received(sign_off, *(untracked(f"nummer {n} van", f"Alinea nr {n} van dit verslag.") for n in range(30)))
    take(many, RedlineState.NOTED)
    assert queries(many) == few
