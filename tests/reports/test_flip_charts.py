"""Photos of flip charts in the verslag, and speakers who refuse after the draft was made."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model

from core.enums import Role
from core.models import EventRole
from reports.domain.flip_charts import COLLECTION, PhotoWithheld, block_id_of, take_photo
from reports.domain.publishing.reviewing import mark_seen, review_report
from reports.domain.publishing.stages import move_report
from reports.domain.publishing.versions import NotReady, publish_report
from reports.enums import RetentionCategory, Stage
from reports.models import ReportPage
from tests.factories import CaptureSheetFactory, EventPageFactory, ProgrammeItemFactory, UserFactory
from tests.reports.signoff import draft
from tests.workshops.test_photos import SECRET, photo
from workshops.domain.forgetting import forget_working_material
from workshops.domain.passages import answer_passage, ask_speaker
from workshops.domain.photos import prepare_picture
from workshops.enums import PassageState
from workshops.models import CaptureSheet, Outcome, Passage, Photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def workshop_sheet(page) -> CaptureSheet:
    return CaptureSheet.objects.filter(event=page.event, workshop__isnull=False).order_by("pk").first()


def take_a_picture(sheet, text="Drie punten over samenwerken") -> Photo:
    picture = prepare_picture(photo((60, 40)))
    return Photo.objects.create(
        sheet=sheet, text=text, content=picture.content, width=picture.width, height=picture.height
    )


def images_in(page):
    newest = ReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [child for child in newest.body if child.block_type == "image"]


def reporter_of(event, client):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRole.objects.create(user=user, event=event, role=Role.REPORTER)
    client.force_login(user)
    return user


def taking(page, uid) -> str:
    return reverse("reports_admin:photo_take", args=[page.get_parent().pk, uid])


def test_reporter_puts_a_photo_in_the_report_once_without_metadata(client):
    page = draft()
    one = take_a_picture(workshop_sheet(page))
    reporter_of(page.event, client)
    address = reverse("reports_admin:photos", args=[page.get_parent().pk])
    assert one.text in client.get(address).content.decode()
    for _click in range(2):
        answer = client.post(taking(page, one.uid), {"alt_text": "Flap-over met drie punten"}, follow=True)
        assert answer.status_code == 200
    image = get_image_model().objects.get()
    assert (image.collection.name, one.text in image.title) == (COLLECTION, False)
    assert str(one.uid) not in image.file.name
    with image.file.open("rb") as file:
        content = file.read()
    assert SECRET.encode() not in content
    assert dict(Image.open(BytesIO(content)).getexif()) == {}
    (block,) = images_in(page)
    assert (block.value["alt_text"], str(block.id)) == ("Flap-over met drie punten", block_id_of(one.uid))


def test_photo_stands_behind_what_was_drafted_of_its_workshop():
    page = draft()
    sheet = workshop_sheet(page)
    take_photo(page, take_a_picture(sheet), alt_text="Flap", actor=None)
    page = ReportPage.objects.get(pk=page.pk)
    raw = list(page.get_latest_revision_as_object().body.raw_data)
    place = next(number for number, child in enumerate(raw) if child["type"] == "image")
    assert raw[place - 1]["value"]["source"].startswith((f"workshop:{sheet.workshop_id}", "prompt:"))


@pytest.mark.parametrize("alt", ["", "   ", "x" * 301])
def test_without_a_usable_alternative_nothing_is_taken(client, alt):
    page = draft()
    one = take_a_picture(workshop_sheet(page))
    reporter_of(page.event, client)
    assert client.post(taking(page, one.uid), {"alt_text": alt}).status_code == 302
    assert (images_in(page), get_image_model().objects.count()) == ([], 0)


def test_photos_of_another_event_and_people_without_a_role_get_nothing(client):
    page = draft()
    other_event = EventPageFactory()
    other = take_a_picture(CaptureSheetFactory(event=other_event), "Geheim van een ander")
    reporter_of(page.event, client)
    assert client.post(taking(page, other.uid), {"alt_text": "Flap"}).status_code == 404
    assert client.post(taking(page, uuid4()), {"alt_text": "Flap"}).status_code == 404
    address = reverse("reports_admin:photos", args=[page.get_parent().pk])
    assert "Geheim" not in client.get(address).content.decode()
    reporter_of(other_event, client)
    own = take_a_picture(workshop_sheet(page))
    assert [client.get(address).status_code, client.post(taking(page, own.uid)).status_code] == [404, 404]


def test_copy_stays_when_the_photos_go_with_the_people():
    page = draft()
    take_photo(page, take_a_picture(workshop_sheet(page)), alt_text="Flap", actor=None)
    forget_working_material(page.event.pk)
    assert not Photo.objects.exists()
    (block,) = images_in(page)
    with block.value["image"].file.open("rb") as file:
        assert file.read()


def test_photo_of_a_part_that_its_speaker_refused_is_not_taken():
    page = draft()
    sheet = CaptureSheet.objects.filter(event=page.event).first()
    one = take_a_picture(sheet)
    refuse(sheet)
    with pytest.raises(PhotoWithheld):
        take_photo(page, one, alt_text="Flap", actor=None)
    assert images_in(page) == []


def test_hostile_words_stand_as_words_and_30_photos_take_no_more_queries(client):
    page = draft()
    sheet = workshop_sheet(page)
    take_a_picture(sheet, "<script>alert(1)</script>" + "x" * 400)
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("reports_admin:photos", args=[page.get_parent().pk])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        content = client.get(address).content.decode()
    assert "<script>alert" not in content
    for _more in range(29):
        take_a_picture(sheet)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(one)


# --- a speaker refuses after the draft --------------------------------------------------------


def refuse(sheet, state=PassageState.REFUSED, name="Renée Römkens") -> Passage:
    passage = ask_speaker(sheet, name=name, answer_by=timezone.now() + timedelta(days=2))
    return answer_passage(passage, state=state, condition="Noem de bron" if state == PassageState.AGREED_IF else "")


def talk_of(page) -> CaptureSheet:
    found = CaptureSheet.objects.filter(event=page.event, workshop=None).first()
    return found or CaptureSheetFactory(
        event=page.event, workshop=None, programme_item=ProgrammeItemFactory(page=page.event)
    )


def refusals(items) -> list:
    return [item for item in items if "niet publiceren" in item.message.lower()]


def test_refusal_after_the_draft_blocks_until_somebody_looked(client):
    page = draft()
    refuse(talk_of(page), PassageState.AGREED)
    assert refusals(review_report(page).items) == []
    refuse(talk_of(page))
    (item,) = refusals(review_report(page).blocking)
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    workspace = reverse("workspace:event", args=[page.get_parent().pk])
    assert "Renée Römkens zegt" in client.get(workspace).content.decode()
    client.post(reverse("reports_admin:publishing_seen", args=[page.get_parent().pk]), {"key": item.key})
    review = review_report(page)
    assert refusals(review.blocking) == []
    (seen,) = refusals(review.warnings)
    assert seen.seen.seen_by == user
    assert "Renée Römkens zegt" not in client.get(workspace).content.decode()


def test_nothing_is_published_over_a_refusal_and_another_refusal_is_another_finding():
    page, user = draft(), UserFactory(is_superuser=True)
    move_report(page, Stage.REVIEW, actor=user)
    others = {item.key for item in review_report(page).blocking}
    refuse(talk_of(page))
    move_report(page, Stage.APPROVED, actor=user)
    with pytest.raises(NotReady):
        publish_report(page, note="", category=RetentionCategory.YEARS_10, actor=user)
    mark_seen(page, [item.key for item in review_report(page).items], actor=user)
    assert {item.key for item in review_report(page).blocking} == others
    refuse(talk_of(page))
    assert len(refusals(review_report(page).blocking)) == 1


def test_what_was_refused_before_the_draft_is_no_finding_and_a_condition_warns():
    page = draft()
    sheet = talk_of(page)
    passage = refuse(sheet)
    raw = [
        child
        for child in page.get_latest_revision_as_object().body.raw_data
        if not str(child["value"].get("source") or "").startswith(f"sheet:{sheet.pk}")
    ]
    assert refusals(review_report(page).items)

    page.body = json.dumps([dict(child) for child in raw])
    page.save_revision()
    Passage.objects.filter(pk=passage.pk).update(answered_at=timezone.now() - timedelta(days=400))
    assert refusals(review_report(page).items) == []
    refuse(sheet, PassageState.AGREED_IF)
    review = review_report(page)
    assert refusals(review.blocking) == []
    assert any("Renée Römkens" in item.message for item in review.warnings)
    assert Outcome.objects.exists()


def test_refusal_after_publication_says_so_on_the_list():
    page = draft()
    ReportPage.objects.filter(pk=page.pk).update(live=True, last_published_at=timezone.now() - timedelta(hours=1))
    refuse(talk_of(page))
    page = ReportPage.objects.get(pk=page.pk)
    assert "gepubliceerd" in refusals(review_report(page).blocking)[0].message
