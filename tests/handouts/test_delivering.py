"""Speakers hand in through their link, organisers for them; sent twice it stands once; who did it is written down."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import link_token
from handouts.domain import delivering
from handouts.domain.asking import ask_speaker, link_of, mail_ask, open_ask, take_back
from handouts.domain.delivering import Giver, add_files, describe_file, remove_file, show_file, withdraw_file
from handouts.enums import Act, Audience, Release
from handouts.models import Folder, HandOut, HandOutAct, SpeakerAsk
from mailing.domain.delivering import deliver_due
from tests.factories import (
    CaptureTemplateFactory,
    FolderFactory,
    HandOutFactory,
    ProgrammeItemFactory,
    UserFactory,
    WorkshopFolderFactory,
)
from tests.handouts.samples import pdf, picture, pptx, slide, upload
from workshops.domain.passages import ask_speaker as ask_about_passage
from workshops.domain.passages import passage_link
from workshops.enums import SheetKind
from workshops.models import CaptureSheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    return ask_speaker(FolderFactory(), name="Anne Spreker", deliver_by=timezone.now() + timedelta(days=3))


@pytest.fixture
def address(ask):
    return reverse("handouts:speaker", args=[link_token(link_of(ask))])


def numbered(count: int) -> list:
    return [upload(f"deel {n}.pdf", pdf(catalogue=f"/N {n}")) for n in range(count)]


def test_speaker_hands_in_several_files_at_once(client, ask, address):
    response = client.post(address, {"files": [upload("Mijn_praatje.pdf", pdf()), upload("b.pptx", pptx())]})

    assert (response.status_code, response["Location"]) == (302, address)
    assert [(file.title, file.name, file.kind, file.ask) for file in HandOut.objects.all()] == [
        ("Mijn praatje", "Mijn_praatje.pdf", "pdf", ask),
        ("b", "b.pptx", "pptx", ask),
    ]
    assert [(act.act, act.by, act.by_name) for act in HandOutAct.objects.all()] == [(Act.ADDED, None, ask.name)] * 2


def test_hints_stand_with_the_file_and_refuse_nothing(client, address):
    sent = {"files": [upload("a.pptx", pptx(slide(title=""), slide(title="")))]}
    page = client.post(address, sent, follow=True).content.decode()
    assert "2 dia’s hebben geen titel" in page


def test_bad_file_is_named_and_the_good_one_stands(client, address):
    response = client.post(address, {"files": [upload("goed.pdf", pdf()), upload("<b>fout.exe", b"MZ")]})

    assert response.status_code == 422
    page = response.content.decode()
    assert "&lt;b&gt;fout.exe" in page
    assert "<b>fout" not in page
    assert [file.name for file in HandOut.objects.all()] == ["goed.pdf"]
    assert "goed.pdf" in page


@pytest.mark.parametrize("data", [{}, {"files": ""}, {"files": "tekst"}, {"files": ["a", "b"]}])
def test_form_without_a_file_is_sent_back(client, address, data):
    assert client.post(address, data).status_code == 422


def test_sent_twice_it_stands_once(client, address):
    for _n in range(2):
        assert client.post(address, {"files": [upload("a.pdf", pdf())]}).status_code == 302
    assert HandOut.objects.count() == 1
    assert HandOutAct.objects.count() == 1


def test_there_is_a_limit_to_number_and_size(ask, monkeypatch):
    folder = ask.folder
    delivered = add_files(folder, numbered(delivering.MOST_OF_ONE + 1), giver=Giver(ask=ask))
    assert (len(delivered.files), len(delivered.refused)) == (delivering.MOST_OF_ONE, 1)
    monkeypatch.setattr(delivering, "LARGEST_TOGETHER", 100)
    assert add_files(folder, numbered(1), giver=Giver(ask=ask)).refused[0][0] == ""
    monkeypatch.undo()
    user = UserFactory()
    for n in range(delivering.MOST_OF_FOLDER - delivering.MOST_OF_ONE):
        HandOutFactory(folder=folder, title=f"{n}")
    assert add_files(folder, [upload("meer.pdf", pdf())], giver=Giver(user=user)).refused


def test_more_than_ten_at_once_are_refused(client, address):
    assert client.post(address, {"files": numbered(11)}).status_code == 422
    assert not HandOut.objects.exists()


def test_speaker_describes_and_replaces(client, ask, address):
    client.post(address, {"files": [upload("a.pdf", pdf())]})
    file = HandOut.objects.get()
    page = reverse("handouts:speaker_file", args=[address.split("/")[2], file.uid])

    sent = {"title": "  Samen\noptrekken ", "text": "Drie dia’s.", "replacement": upload("b.pptx", pptx())}
    assert client.post(page, sent).status_code == 302

    file.refresh_from_db()
    assert (file.title, file.text, file.name, file.kind) == ("Samen optrekken", "Drie dia’s.", "b.pptx", "pptx")
    assert HandOut.objects.count() == 1
    assert set(HandOutAct.objects.values_list("act", flat=True)) == {Act.ADDED, Act.REPLACED, Act.CHANGED}


@pytest.mark.parametrize(
    "sent",
    [
        {"title": "", "text": "x"},
        {"title": "x" * 161},
        {"title": "goed", "text": "x" * 2001},
        {"title": "goed", "replacement": upload("a.pdf", b"MZ")},
        {"title": "goed", "replacement": upload("a.pdf", pdf(catalogue="/N 1"))},
    ],
    ids=["no title", "long title", "long text", "bad file", "a file that is there"],
)
def test_what_cannot_be_saved_keeps_what_was_typed(client, address, sent):
    client.post(address, {"files": numbered(2)})
    first = HandOut.objects.order_by("pk")[0]
    page = reverse("handouts:speaker_file", args=[address.split("/")[2], first.uid])
    if "replacement" in sent:
        sent["replacement"].seek(0)
    response = client.post(page, sent)
    assert response.status_code == 422
    assert sent["title"][:100] in response.content.decode()
    before = first.title
    first.refresh_from_db()
    assert (first.title, first.text) == (before, "")


def test_speaker_removes_and_a_second_press_is_no_error(client, address):
    client.post(address, {"files": [upload("a.pdf", pdf())]})
    file = HandOut.objects.get()
    remove = reverse("handouts:speaker_remove", args=[address.split("/")[2], file.uid])
    assert client.get(remove).status_code == 405
    assert client.post(remove).status_code == 302
    assert not HandOut.objects.exists()
    assert client.post(remove).status_code == 404
    remove_file(file, giver=Giver())
    assert HandOutAct.objects.filter(act=Act.REMOVED).count() == 1


def test_speaker_reaches_own_files_only(client, ask, address):
    token = address.split("/")[2]
    other = ask_speaker(ask.folder, name="Bram Spreker", deliver_by=None)
    theirs = HandOutFactory(folder=ask.folder, ask=other)
    nobodys = HandOutFactory(folder=ask.folder)
    for file in (theirs, nobodys):
        for name in ("speaker_file", "speaker_download"):
            assert client.get(reverse(f"handouts:{name}", args=[token, file.uid])).status_code == 404
        assert client.post(reverse("handouts:speaker_remove", args=[token, file.uid])).status_code == 404
        assert file.title not in client.get(address).content.decode()
    assert HandOut.objects.count() == 2
    own = reverse("handouts:speaker_download", args=[link_token(link_of(other)), theirs.uid])
    assert client.get(own).status_code == 200  # control


def test_link_that_was_taken_back_opens_nothing_and_files_stay(client, ask, address):
    client.post(address, {"files": [upload("a.pdf", pdf())]})
    take_back(ask)
    assert client.get(address).status_code == 404
    assert client.post(address, {"files": [upload("b.pdf", pdf(tags=False))]}).status_code == 404
    assert HandOut.objects.get().ask is None
    assert not AccessLink.objects.exists()


def test_link_of_another_purpose_opens_nothing(client, ask):
    link = AccessLink.objects.create(event=ask.folder.event, purpose=LinkPurpose.SCRIBE, target=ask.pk)
    assert client.get(reverse("handouts:speaker", args=[link_token(link)])).status_code == 404
    with pytest.raises(Http404):
        open_ask("x" * 40)


@pytest.fixture
def passage():
    item = ProgrammeItemFactory()
    template = CaptureTemplateFactory(kind=SheetKind.PLENARY)
    sheet = CaptureSheet.objects.create(event=item.page, programme_item=item, template=template)
    return ask_about_passage(sheet, name="Renée Römkens", answer_by=timezone.now() + timedelta(days=3))


def test_link_for_the_passage_takes_files_too(client, passage):
    token = link_token(passage_link(passage))
    address = reverse("handouts:speaker", args=[token])

    assert address in client.get(reverse("workshops:passage", args=[token])).content.decode()
    assert client.get(address).status_code == 200
    assert not SpeakerAsk.objects.exists()  # looking writes nothing
    assert client.post(address, {"files": [upload("a.pdf", pdf())]}).status_code == 302

    file = HandOut.objects.select_related("folder", "ask").get()
    assert (file.folder.item, file.ask.name) == (passage.sheet.programme_item, passage.name)
    assert file.title in client.get(address).content.decode()
    client.post(address, {"files": [upload("b.pdf", pdf(tags=False))]})
    assert (Folder.objects.count(), SpeakerAsk.objects.count(), HandOut.objects.count()) == (1, 1, 2)


def test_both_links_of_one_speaker_show_the_same_files(client, passage):
    folder = Folder.objects.create(event=passage.sheet.event, item=passage.sheet.programme_item)
    ask = ask_speaker(folder, name=passage.name, deliver_by=None)
    file = HandOutFactory(folder=folder, ask=ask)
    for link in (link_of(ask), passage_link(passage)):
        assert file.title in client.get(reverse("handouts:speaker", args=[link_token(link)])).content.decode()


def test_asked_again_it_is_the_same_link(ask):
    again = ask_speaker(ask.folder, name=ask.name, deliver_by=None)
    assert (again.pk, again.deliver_by, link_of(again)) == (ask.pk, None, link_of(ask))


@pytest.mark.parametrize("is_sensitive", [False, True])
def test_speaker_gets_a_mail_with_the_link(ask, address, is_sensitive):
    event = ask.folder.event
    event.title, event.is_sensitive = "Bijeenkomst over GEHEIM", is_sensitive
    event.save()
    mail_ask(ask, "anne@organisatie.example")
    mail_ask(ask, "ANNE@organisatie.example")
    deliver_due()
    [email] = mail.outbox
    assert address in email.body
    assert "Anne Spreker" in email.body
    assert ("GEHEIM" in email.subject + email.body) is not is_sensitive


def test_no_mail_for_a_link_that_was_taken_back(ask):
    mail_ask(ask, "anne@organisatie.example")
    take_back(ask)
    deliver_due()
    assert mail.outbox == []


def test_what_a_speaker_adds_after_the_release_waits(client, ask, address):
    Folder.objects.update(release=Release.NOW, audience=Audience.EVERYONE)
    client.post(address, {"files": [upload("laat.pdf", pdf())]})
    late = HandOut.objects.get()
    assert late.is_held
    show_file(late, by=None)
    late.refresh_from_db()
    assert late.is_available
    page = reverse("handouts:speaker_file", args=[address.split("/")[2], late.uid])
    client.post(page, {"title": "x", "replacement": upload("anders.pdf", pdf(tags=False))})
    late.refresh_from_db()
    assert late.is_held


def test_what_an_organiser_adds_after_the_release_does_not_wait(ask):
    Folder.objects.update(release=Release.NOW)
    user = UserFactory()
    [file] = add_files(ask.folder, [upload("a.pdf", pdf())], giver=Giver(ask=ask, user=user)).files
    assert (file.is_held, file.ask) == (False, ask)
    act = HandOutAct.objects.get()
    assert (act.by, act.by_name) == (user, ask.name)


def test_the_same_again_is_not_written_down_twice():
    file, user = HandOutFactory(), UserFactory()
    for _n in range(2):
        withdraw_file(file, by=user)
    for _n in range(2):
        show_file(file, by=user)
    for _n in range(2):
        describe_file(file, title="Nieuw", text="", giver=Giver(user=user))
    acts = [act.act for act in HandOutAct.objects.order_by("pk")]
    assert acts == [Act.WITHDRAWN, Act.SHOWN, Act.CHANGED]


def test_folder_of_one_subject_only_is_refused_by_the_database():
    folder = WorkshopFolderFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Folder.objects.create(event=folder.event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Folder.objects.filter(pk=folder.pk).update(release=Release.MOMENT)


def test_picture_is_kept_as_a_picture(client, address):
    client.post(address, {"files": [upload("poster.png", picture())]})
    file = HandOut.objects.get()
    assert (file.name, file.kind, file.hints) == ("poster.jpg", "jpg", [["picture", 1]])


def test_page_takes_as_many_queries_for_1_as_for_30_files(client, ask, address, django_assert_num_queries):
    HandOutFactory(folder=ask.folder, ask=ask)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    HandOutFactory.create_batch(29, folder=ask.folder, ask=ask)
    with django_assert_num_queries(len(few)):
        client.get(address)
