"""The review list, the stages, published versions with checksums, and what withdrawing reaches."""

import hashlib
import io
import json
import zipfile

import pytest
from django.urls import reverse
from lxml import etree

from core.enums import Role
from core.models import EventRole
from reports.domain.publishing.archive import NAMESPACE, report_metadata
from reports.domain.publishing.reviewing import mark_seen, review_report
from reports.domain.publishing.stages import WrongStage, move_report, progress_of
from reports.domain.publishing.versions import NotReady, build_version, build_versions_left, page_of, publish_report
from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.asking import ask_about_quote, need_nobody
from reports.domain.quoting.listing import quotes_of
from reports.domain.signoff.answering import save_reading, set_condition_handled
from reports.enums import QuoteState, ReaderAnswer, RetentionCategory, Stage
from reports.models import PublishedFile, PublishedVersion, ReportPage, SeenFinding
from tests.factories import UserFactory, WorkshopFactory
from tests.reports.signoff import draft, running_round
from workshops.enums import WorkshopRole
from workshops.models import WorkshopPerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def with_blocks(*blocks: tuple[str, dict], base: bool = False) -> ReportPage:
    """A draft with these blocks, in stored form."""
    page = draft()
    stored = [{"type": kind, "id": f"b-{n}", "value": value} for n, (kind, value) in enumerate(blocks)]
    page.body = json.dumps([*(page.body.raw_data if base else []), *stored])
    page.save_revision()
    return ReportPage.objects.get(pk=page.pk)


def text(words: str) -> tuple[str, dict]:
    return "text", {"text": f"<p>{words}</p>"}


def messages_of(page: ReportPage, *, blocking: bool) -> list[str]:
    review = review_report(page)
    return [item.message for item in (review.blocking if blocking else review.warnings)]


# --- the review list -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "blocking", "words"),
    [
        ([("quote", {"text": "Zomaar een citaat."})], True, "Aan niemand is iets gevraagd"),
        ([("chapter", {"text": "", "level": "1"}), text("Iets")], True, "Een kop is leeg"),
        ([("attendance_figure", {"caption": "x", "rows": [{"label": "Politie", "count": 3}]})], True, "minder dan 10"),
        ([("image", {"image": None, "alt_text": ""})], True, "geen tekstalternatief"),
        ([("chapter", {"text": "Deel", "level": "2"}), text("Iets")], False, "slaat een niveau over"),
        ([("chapter", {"text": "Leeg", "level": "1"})], False, "staat niets"),
        ([text("")], False, "is leeg"),
        ([text("Daarna belde Fatima Yilmaz uit Zwolle met 06-12345678.")], False, "06-12345678"),
        ([text("Iets")], False, "Niemand is gevraagd om akkoord"),
    ],
)
def test_finding_is_listed_and_blocks_or_warns(blocks, blocking, words):
    page = with_blocks(*blocks)
    assert any(words in message for message in messages_of(page, blocking=blocking)), review_report(page).items
    assert not any(words in message for message in messages_of(page, blocking=not blocking))


def test_sound_text_has_no_blocking_findings_as_control():
    page = with_blocks(("chapter", {"text": "Goed", "level": "1"}), text("Alles in orde."))
    assert messages_of(page, blocking=True) == []
    assert len(messages_of(page, blocking=False)) == 1  # nobody was asked to sign off


def test_names_of_the_meeting_are_no_findings():
    page = with_blocks(text("Zo zei Renée Römkens van Atria tijdens Gender in de aanpak."))
    assert [message for message in messages_of(page, blocking=False) if "Römkens" in message] == []


def test_leader_of_a_workshop_is_no_finding_and_its_scribe_is():
    page = with_blocks(text("Daarna vertelde Loek Leidersma wat Schelto Schrijversma noteerde."))
    workshop = WorkshopFactory(round__event=page.event)
    WorkshopPerson.objects.create(workshop=workshop, role=WorkshopRole.LEADER, name="Loek Leidersma")
    WorkshopPerson.objects.create(workshop=workshop, role=WorkshopRole.SCRIBE, name="Schelto Schrijversma")
    found = [message for message in messages_of(page, blocking=False) if "verraden" in message]
    assert len(found) == 1
    assert "Schelto Schrijversma" in found[0]


def test_words_after_a_colon_and_the_day_of_the_meeting_are_no_findings():
    page = with_blocks(text("Vragen uit de zaal: Wie betaalt dit? Op 5 maart 2015 zei men: “Scholing helpt.”"))
    assert [message for message in messages_of(page, blocking=False) if "verraden" in message] == []


def test_finding_leads_to_its_block_in_the_editor():
    page = with_blocks(("quote", {"text": "Zomaar een citaat."}))
    assert review_report(page).blocking[0].url.endswith(f"/{page.pk}/edit/#block-b-0-section")


def test_answers_of_readers_are_on_the_list():
    page = with_blocks(text("Iets"))
    sign_off = running_round(page)
    first = sign_off.readers.first()
    save_reading(first, {}, answer=ReaderAnswer.AGREED_IF, condition="Noem ons")
    assert any("Sam Jansen" in message for message in messages_of(page, blocking=False))
    assert any("Robin de Wit" in message for message in messages_of(page, blocking=True))
    set_condition_handled(first, is_handled=True)
    assert messages_of(page, blocking=True) == []


def test_seen_is_kept_with_who_and_goes_for_these_words_only(client, editor):
    page = with_blocks(text("Bel Fatima Yilmaz op 06-12345678."))
    review = review_report(page)
    address = reverse("reports_admin:publishing_seen", args=[page.get_parent().pk])
    for _click in range(2):
        client.post(address, {"key": [item.key for item in review.items] + ["onzin", "x\x00"]})
    assert {row.seen_by for row in SeenFinding.objects.all()} == {editor}
    assert review_report(page).unseen == 0
    page.body = json.dumps(
        [{"type": "text", "id": "b-0", "value": {"text": "<p>Bel Fatima Yilmaz op 06-87654321.</p>"}}]
    )
    page.save_revision()
    assert review_report(ReportPage.objects.get(pk=page.pk)).unseen == 1


def test_blocking_findings_cannot_be_marked_as_seen():
    page = with_blocks(("quote", {"text": "Zomaar een citaat."}))
    blocking = review_report(page).blocking
    assert mark_seen(page, [item.key for item in blocking], actor=UserFactory()) == 0
    assert review_report(page).blocking == blocking


# --- stages ----------------------------------------------------------------------------------


def test_report_goes_from_draft_to_published_with_a_history(client, editor):
    page = with_blocks(("chapter", {"text": "Goed", "level": "1"}), text("Alles in orde."))
    event_id = page.get_parent().pk
    address = reverse("reports_admin:publishing", args=[event_id])
    move = reverse("reports_admin:publishing_move", args=[event_id])
    assert client.get(address).status_code == 200
    client.post(move, {"stage": "review"})
    running_round(page)
    assert progress_of(page).stage == Stage.SIGN_OFF
    client.post(move, {"stage": "approved"})
    assert "Publiceren" in client.get(address).content.decode()
    for _click in range(2):
        assert client.post(move, {"stage": "published", "category": "permanent", "note": ""}).status_code == 302
    page = ReportPage.objects.get(pk=page.pk)
    assert page.live
    version = PublishedVersion.objects.get()
    assert (version.number, version.published_by, version.category) == (1, editor, RetentionCategory.PERMANENT)
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    for words in ("Klaar om na te kijken", "Akkoordronde gestart", "Goedkeuren", "Gepubliceerde versie bewaard"):
        assert words in history
    assert (
        client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])).status_code == 200
    )


def test_change_after_approval_needs_a_new_one():
    page = with_blocks(text("Alles in orde."))
    user = UserFactory(is_superuser=True)
    move_report(page, Stage.REVIEW, actor=user)
    move_report(page, Stage.APPROVED, actor=user)
    page = ReportPage.objects.get(pk=page.pk)
    page.save_revision()
    with pytest.raises(WrongStage):
        publish_report(page, note="", category=RetentionCategory.YEARS_5, actor=user)
    move_report(page, Stage.APPROVED, actor=user)
    publish_report(page, note="", category=RetentionCategory.YEARS_5, actor=user)
    assert ReportPage.objects.get(pk=page.pk).live


def test_nothing_is_published_while_something_blocks():
    page = with_blocks(("quote", {"text": "Zomaar een citaat."}))
    user = UserFactory(is_superuser=True)
    move_report(page, Stage.REVIEW, actor=user)
    move_report(page, Stage.APPROVED, actor=user)
    with pytest.raises(NotReady):
        publish_report(page, note="", category=RetentionCategory.YEARS_5, actor=user)
    assert not ReportPage.objects.get(pk=page.pk).live


def test_reporter_checks_and_asks_but_does_not_approve(client):
    page = with_blocks(text("Alles in orde."))
    event = page.get_parent().specific
    user = UserFactory()
    EventRole.objects.create(event=event, user=user, role=Role.REPORTER)
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    move = reverse("reports_admin:publishing_move", args=[event.pk])
    assert client.post(move, {"stage": "review"}).status_code == 302
    client.post(move, {"stage": "approved"})
    assert progress_of(page).stage == Stage.REVIEW
    EventRole.objects.create(event=event, user=user, role=Role.ORGANISER)
    client.post(move, {"stage": "approved"})
    assert progress_of(page).stage == Stage.APPROVED


@pytest.mark.parametrize("stage", ["published", "sign_off", "onzin", ""])
def test_stage_that_cannot_be_reached_from_here_is_refused(client, editor, stage):
    page = with_blocks(text("Alles in orde."))
    client.post(reverse("reports_admin:publishing_move", args=[page.get_parent().pk]), {"stage": stage})
    assert progress_of(page).stage == Stage.DRAFT


# --- versions --------------------------------------------------------------------------------


def published(*blocks) -> ReportPage:
    page = with_blocks(*(blocks or [text("Alles in orde.")]), base=True)
    for quote in quotes_of(page):
        if quote.is_open:
            need_nobody(page, quote.block_id, reason="test", actor=None)
    page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)


def test_every_publication_is_kept_with_files_that_match_their_checksums():
    page = published()
    version = PublishedVersion.objects.get(page=page)
    assert [result["sha256"] for result in version.results]
    assert build_version(version.pk) is True
    assert build_version(version.pk) is False
    files = list(PublishedFile.objects.all())
    assert {file.filename.rpartition(".")[2] for file in files} >= {"pdf", "docx", "odt", "md", "html", "zip"}
    assert all(hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256 for file in files)


def test_later_change_leaves_the_earlier_version_as_it_was():
    page = published()
    newest = page.get_latest_revision_as_object()
    newest.introduction = "Later gecorrigeerd"
    newest.save_revision().publish()
    second, first = PublishedVersion.objects.all()
    assert page_of(first).introduction != page_of(second).introduction == "Later gecorrigeerd"


def test_files_that_a_lost_task_left_are_made_by_the_sweep():
    from datetime import timedelta

    from django.utils import timezone

    published()
    assert build_versions_left() == 0
    PublishedVersion.objects.update(published_at=timezone.now() - timedelta(hours=1))
    assert build_versions_left() == 1


def test_archive_holds_files_checksums_and_metadata(client, editor):
    page = published()
    version = PublishedVersion.objects.get()
    address = reverse("reports_admin:publishing_archive", args=[page.get_parent().pk, 1])
    assert client.get(address).status_code == 404
    build_version(version.pk)
    archive = zipfile.ZipFile(io.BytesIO(client.get(address).content))
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        beside = etree.fromstring(archive.read(f"{name}.mdto.xml"))
        assert beside.findtext(f".//{{{NAMESPACE}}}checksumWaarde") == digest
    whole = etree.fromstring(archive.read("verslag.mdto.xml"))
    assert whole.findtext(f".//{{{NAMESPACE}}}naam") == page.title
    assert whole.findtext(f".//{{{NAMESPACE}}}termijnLooptijd") == "P10Y"


def test_metadata_follows_the_order_of_the_schema():
    page = published()
    version = PublishedVersion.objects.get()
    order = [
        "identificatie",
        "naam",
        "aggregatieniveau",
        "classificatie",
        "trefwoord",
        "omschrijving",
        "raadpleeglocatie",
        "dekkingInTijd",
        "dekkingInRuimte",
        "taal",
        "event",
        "waardering",
        "bewaartermijn",
        "informatiecategorie",
        "isOnderdeelVan",
        "bevatOnderdeel",
        "heeftRepresentatie",
        "aanvullendeMetagegevens",
        "gerelateerdInformatieobject",
        "archiefvormer",
        "betrokkene",
        "activiteit",
        "beperkingGebruik",
    ]
    top = etree.fromstring(report_metadata(version, page, []))[0]
    names = [etree.QName(part).localname for part in top]
    assert names == sorted(names, key=order.index)
    assert {"identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik"} <= set(names)


def test_hostile_title_stays_text_in_the_metadata():
    page = published()
    page.title = "<naam>&\x01]]>"
    top = etree.fromstring(report_metadata(PublishedVersion.objects.get(), page, []))
    assert top.findtext(f".//{{{NAMESPACE}}}naam") == "<naam>&]]>"


def test_quote_that_is_taken_out_goes_from_versions_and_their_files_and_leaves_a_neutral_note():
    page = published(("quote", {"text": "De kanarie zong over de bankpas."}))
    block = next(child["id"] for child in page.body.raw_data if "kanarie" in str(child))
    version = PublishedVersion.objects.get()
    build_version(version.pk)
    before = bytes(PublishedFile.objects.get(filename__endswith=".md").content).decode()
    assert "kanarie" in before  # the control
    consent = ask_about_quote(page, block, name="Robin", email="robin@example.org", actor=None)
    answer_quote(consent, answer=QuoteState.WITHDRAWN)
    version.refresh_from_db()
    assert "kanarie" not in json.dumps(version.content)
    assert not PublishedFile.objects.exists()
    assert (version.is_complete, version.removed_at is not None) == (False, True)
    build_version(version.pk)
    made = bytes(PublishedFile.objects.get(filename__endswith=".md").content).decode()
    assert "kanarie" not in made
    assert "Hier stond een citaat" in made


def test_files_made_while_a_quote_is_taken_out_are_thrown_away(monkeypatch):
    from reports.domain.publishing import versions

    page = published(("quote", {"text": "De kanarie zong over de bankpas."}))
    block = next(child["id"] for child in page.body.raw_data if "kanarie" in str(child))
    version = PublishedVersion.objects.get()
    consent = ask_about_quote(page, block, name="Robin", email="robin@example.org", actor=None)
    write = versions._write_files

    def write_and_be_overtaken(old):
        made = list(write(old))
        answer_quote(consent, answer=QuoteState.WITHDRAWN)
        return iter(made)

    monkeypatch.setattr(versions, "_write_files", write_and_be_overtaken)
    assert build_version(version.pk) is False
    assert not PublishedFile.objects.exists()


def test_editor_button_does_not_pass_the_list(client, editor):
    from tests.reports.pages import edit_data

    page = with_blocks(text("Iets"))
    value = {"text": "Zomaar.", "attribution": "", "generated_from": "", "source": "", "fingerprint": ""}
    data = {**edit_data(page, [("quote", value)]), "action-publish": "action-publish"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.url == reverse("reports_admin:publishing", args=[page.get_parent().pk])
    assert not ReportPage.objects.get(pk=page.pk).live


def test_readers_see_dated_notes_of_later_changes(client):
    page = published()
    assert "Veranderingen na publicatie" not in client.get(page.url).content.decode()
    PublishedVersion.objects.update(note="De datum van de vervolgbijeenkomst is verbeterd.")
    html = client.get(page.url).content.decode()
    assert "Veranderingen na publicatie" in html
    assert "De datum van de vervolgbijeenkomst is verbeterd." in html


def test_page_tells_search_engines_when_and_where_the_meeting_was(client):
    html = client.get(published().url).content.decode()
    assert '"startDate": "2015-03-05T12:30:00+01:00"' in html
    assert '"location": {"@type": "Place"' in html
