"""The organisers' side of inviting: the list, adding many, sending, the response, codes, the save-the-date."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.domain.geography import load_geography
from core.enums import RegionKind
from core.models import Municipality, Region
from events.models import EventPage, EventSector
from registrations.domain.codes import find_code
from registrations.domain.save_the_date import InterestData, leave_address
from registrations.models import ExportRecord, Interest, Invitation, InvitationCode, InvitationReminder
from tests.factories import (
    EventPageFactory,
    InvitationCodeFactory,
    InvitationFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory(title="Zicht op gezinnen")


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def page(event, name, *args):
    return reverse(f"registrations_admin:{name}", args=[event.pk, *args])


def listing(event, name="invitations:index", *args):
    return reverse(name, args=[event.pk, *args])


def html(response):
    return response.content.decode()


@pytest.mark.parametrize("name", ["invitations:index", "invitation_codes:index", "registrations_admin:interests"])
def test_lists_take_as_many_queries_with_30_rows_as_with_one(
    organiser, event, name, django_assert_num_queries, django_assert_max_num_queries
):
    def add(number):
        sector = SectorFactory()
        InvitationFactory(event=event, sector=sector, sent_at=timezone.now())
        InvitationCodeFactory(event=event, sector=sector)
        leave_address(event, InterestData(f"p{number}@a.example", sector_id=sector.pk))

    EventPage.objects.update(registration_opens_at=timezone.now() + timedelta(days=1))
    add(0)
    organiser.get(listing(event, name))
    with django_assert_max_num_queries(40) as few:
        organiser.get(listing(event, name))
    for number in range(1, 30):
        add(number)
    with django_assert_num_queries(len(few.captured_queries)):
        organiser.get(listing(event, name))


def test_list_shows_this_event_only_and_filters_by_state_and_sector(organiser, event):
    sector = SectorFactory()
    InvitationFactory(event=event, name="Anna", sector=sector, sent_at=timezone.now())
    InvitationFactory(event=event, name="Bo")
    InvitationFactory(name="Elders")

    def names(**filters):
        return [one.name for one in organiser.get(listing(event), filters).context["object_list"]]

    assert names() == ["Anna", "Bo"]
    assert names(state="not_sent") == ["Bo"]
    assert names(state=["sent", "not_sent"]) == ["Anna", "Bo"]
    assert names(sector=sector.pk) == ["Anna"]
    for odd in ({"state": "\x00"}, {"sector": "9" * 40}, {"programme_region": "x"}, {"ordering": "x"}):
        assert organiser.get(listing(event), odd).status_code == 200


def invitee(**changes):
    return {"name": "Anna Aarts", "email": "anna@a.example", "organisation_name": "", "language": "nl", **changes}


def test_invitee_is_added_changed_withdrawn_and_removed_by_hand(organiser, event):
    organiser.post(listing(event, "invitations:add"), invitee())
    invitation = Invitation.objects.get(event=event)
    assert invitation.email_key == "anna@a.example"
    edit = listing(event, "invitations:edit", invitation.pk)
    assert f"/uitnodiging/{invitation.reference}." in html(organiser.get(edit))
    organiser.post(edit, invitee(email="ANNA@b.example", is_revoked="on"))
    invitation.refresh_from_db()
    assert (invitation.email_key, invitation.revoked_at is None) == ("anna@b.example", False)
    organiser.post(edit, invitee())
    invitation.refresh_from_db()
    assert invitation.revoked_at is None
    organiser.post(listing(event, "invitations:delete", invitation.pk))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"email": "anna@zwolle.example"}, {"email": "geen"}, {"name": ""}, {"name": "a\x00"}, {"language": "fr"}],
)
def test_wrong_invitee_is_an_error_and_keeps_what_was_typed(organiser, event, changes):
    InvitationFactory(event=event, email="Anna@Zwolle.example")
    response = organiser.post(listing(event, "invitations:add"), invitee(organisation_name="Gemeente X", **changes))
    assert response.context["form"].errors
    assert "Gemeente X" in html(response)
    assert Invitation.objects.count() == 1


@pytest.fixture
def places():
    zwolle = Municipality.objects.create(
        code="GM0193",
        name="Zwolle",
        is_central=True,
        programme_region=Region.objects.create(kind=RegionKind.PROGRAMME_REGION, code="13", name="IJsselland"),
        safety_region=Region.objects.create(kind=RegionKind.SAFETY_REGION, code="VR04", name="IJsselland"),
    )
    Region.objects.create(kind=RegionKind.PROGRAMME_REGION, code="25", name="Zeeland")
    Region.objects.create(kind=RegionKind.SAFETY_REGION, code="VR19", name="Zeeland")
    return zwolle


PASTED = """Naam;E-mailadres;Organisatie;Ik kom vanuit;Gemeente;Regio;Taal
Anna Aarts;anna@a.example;Gemeente Zwolle;Politie;;;
"Bo, Bakker";"Bo <bo@a.example>";;politie;zwolle;;en
Cor;cor@a.example;;;;Zeeland;
Dirk;geen adres;;;;;
Eva;eva@a.example;;Brandweer;;;
Fred;fred@a.example;;;Nergensdam;Nergens;fr
;gerda@a.example;;;;;
Anna weer;ANNA@a.example;;;;;
<script>alert(1)</script>;x@a.example;=1+1;;;;
"""


def test_pasted_lines_are_shown_first_and_added_on_the_second_press(organiser, event, places):
    EventSector.objects.create(page=event, sector=SectorFactory(name="Politie", slug="politie"))
    response = organiser.post(page(event, "invitees_add"), {"rows": PASTED, "step": "read"})
    text = html(response)
    assert not Invitation.objects.exists()
    assert [row.number for row in response.context["wrong"]] == [5, 6, 7, 8]
    assert (response.context["new"], response.context["known"]) == (4, 1)
    assert "‘geen adres’ is geen e-mailadres." in text
    assert "Deze bijeenkomst heeft geen achtergrond ‘Brandweer’." in text
    assert "We kennen de gemeente ‘Nergensdam’ niet." in text
    assert "<script>alert" not in text
    organiser.post(page(event, "invitees_add"), {"rows": response.context["text"], "step": "add"})
    added = {one.email_key: one for one in Invitation.objects.select_related("sector", "municipality")}
    assert set(added) == {"anna@a.example", "bo@a.example", "cor@a.example", "x@a.example"}
    anna, bo, cor = added["anna@a.example"], added["bo@a.example"], added["cor@a.example"]
    assert (str(anna.sector), anna.municipality) == ("Politie", places)
    assert (bo.name, bo.email, str(bo.sector), bo.language) == ("Bo, Bakker", "bo@a.example", "Politie", "en")
    assert (cor.programme_region.code, cor.safety_region.code) == ("25", "VR19")
    assert organiser.post(page(event, "invitees_add"), {"rows": PASTED, "step": "read"}).context["new"] == 0


def test_lines_without_headings_are_understood(organiser, event):
    rows = "anna@a.example\tAnna\nBo <bo@a.example>\nCor;cor@a.example\n"
    response = organiser.post(page(event, "invitees_add"), {"rows": "Cor Cornelissen; cor@a.example; Opvang\n"})
    assert [(row.name, row.organisation) for row in response.context["right"]] == [("Cor Cornelissen", "Opvang")]
    response = organiser.post(page(event, "invitees_add"), {"rows": "Bo <bo@a.example>\nDe Vries, Jan <jan@a.example>"})
    assert [row.email for row in response.context["right"]] == ["bo@a.example", "jan@a.example"]
    assert organiser.post(page(event, "invitees_add"), {"rows": rows}).status_code == 200


def test_spreadsheet_is_read(organiser, event):
    book = openpyxl.Workbook()
    for row in (["Voornaam", "Tussenvoegsel", "Achternaam", "Mail"], ["Anna", "van", "Dam", "anna@a.example"]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("lijst.xlsx", content.getvalue())
    response = organiser.post(page(event, "invitees_add"), {"rows": "", "file": file})
    assert [row.name for row in response.context["right"]] == ["Anna van Dam"]


@pytest.mark.parametrize("content", [b"PK broken", b"\xd0\xcf\x11\xe0 old", b"", b"\x00\xff" * 40])
def test_unreadable_file_is_an_error_at_the_field(organiser, event, content):
    file = SimpleUploadedFile("lijst.xlsx", content)
    response = organiser.post(page(event, "invitees_add"), {"rows": "", "file": file})
    assert response.status_code in (200, 422)
    assert not Invitation.objects.exists()


def test_nothing_pasted_says_so(organiser, event):
    response = organiser.post(page(event, "invitees_add"), {"rows": " \n"})
    assert response.status_code == 422
    assert "Er staat niemand in." in html(response)


def test_send_page_shows_number_and_text_before_anybody_is_mailed(organiser, event):
    InvitationFactory(event=event)
    InvitationFactory(event=event, sent_at=timezone.now() - timedelta(days=2), last_mailed_at=None)
    text = html(organiser.get(page(event, "invitations_send")))
    assert "1 persoon op de lijst is nog niet gemaild." in text
    assert "We nodigen u graag uit voor Zicht op gezinnen" in text
    assert "Mail 1 herinnering" in text
    organiser.post(page(event, "invitations_send"), {"action": "invite"})
    organiser.post(page(event, "invitations_send"), {"action": "remind"})
    organiser.post(page(event, "invitations_send"), {"action": "remind"})
    assert Invitation.objects.filter(last_mailed_at__isnull=False).count() == 2


def test_moments_to_remind_are_added_and_removed(organiser, event):
    address = page(event, "invitations_send")
    later = timezone.localtime() + timedelta(days=3)
    organiser.post(address, {"action": "add", "due_at": f"{later:%Y-%m-%d %H:%M}"})
    [moment] = InvitationReminder.objects.all()
    for wrong in ("", "gisteren", "2001-01-01 10:00", "\x00"):
        assert organiser.post(address, {"action": "add", "due_at": wrong}).status_code == 422
    other = InvitationReminder.objects.create(event=EventPageFactory(), due_at=later)
    assert organiser.post(address, {"action": f"remove-{other.pk}"}).status_code == 404
    for odd in ("remove-x", "remove-" + "9" * 40, "\x00"):
        assert organiser.post(address, {"action": odd}).status_code in (302, 404)
    organiser.post(address, {"action": f"remove-{moment.pk}"})
    assert list(InvitationReminder.objects.all()) == [other]


def test_export_holds_the_list_in_three_formats_and_can_be_read_back(organiser, event):
    InvitationFactory(event=event, name="=HYPERLINK(1)", email="anna@a.example")
    address = page(event, "invitations_export")
    shown = organiser.get(address)
    assert "1 persoon op de uitnodigingslijst" in shown.content.decode()
    assert not ExportRecord.objects.exists()
    for suffix in ("csv", "ods", "xlsx"):
        content = organiser.post(address, {"format": suffix}).content
    row = next(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2, values_only=True))
    assert row[1] == "anna@a.example"
    assert ExportRecord.objects.filter(event=event).count() == 3
    for odd in ("exe", "", "\x00", "x" * 300):
        refused = organiser.post(address, {"format": odd})
        assert (refused.status_code, "format" in refused.context["form"].errors) == (422, True)
    assert ExportRecord.objects.filter(event=event).count() == 3
    Invitation.objects.all().delete()
    read = organiser.post(page(event, "invitees_add"), {"file": SimpleUploadedFile("l.xlsx", content), "rows": ""})
    assert read.context["new"] == 1


def test_code_is_made_with_a_suggestion_and_withdrawn(organiser, event):
    form = organiser.get(listing(event, "invitation_codes:add")).context["form"]
    suggested = form.fields["code"].initial
    values = {"label": "Voor de GGD", "code": f" {suggested[:4]}-{suggested[4:].lower()}", "quota": "5"}
    organiser.post(listing(event, "invitation_codes:add"), values)
    code = InvitationCode.objects.get(event=event)
    assert (code.code, code.quota) == (suggested, 5)
    assert f"/code/{suggested}/" in html(organiser.get(listing(event, "invitation_codes:index")))
    organiser.post(listing(event, "invitation_codes:edit", code.pk), {**values, "is_revoked": "on"})
    assert find_code(suggested) is None


@pytest.mark.parametrize(
    "changes",
    [{"code": "KORT"}, {"code": "GHNT2026"}, {"code": "x" * 40}, {"quota": "0"}, {"quota": "-1"}, {"label": ""}],
)
def test_wrong_code_is_an_error(organiser, event, changes):
    InvitationCodeFactory(code="GHNT2026")
    response = organiser.post(listing(event, "invitation_codes:add"), {"label": "L", "code": "NIEUW2026", **changes})
    assert response.context["form"].errors
    assert InvitationCode.objects.count() == 1


def test_response_names_the_division_and_who_is_missing(organiser, event):
    load_geography()
    for region in Region.objects.filter(kind=RegionKind.PROGRAMME_REGION).exclude(name="Zeeland"):
        invitation = InvitationFactory(event=event, programme_region=region, sent_at=timezone.now())
        RegistrationFactory(event=event, email=invitation.email)
    RegistrationFactory(event=event, municipality=Municipality.objects.get(name="Vlissingen"), state="cancelled")
    text = html(organiser.get(page(event, "invitations_response")))
    assert "Uit 27 van de 28 GHNT-regio’s komt iemand." in text
    assert "Nog niemand uit Zeeland." in text
    workspace = html(organiser.get(reverse("workspace:event", args=[event.pk])))
    assert "Nog niemand uit Zeeland." in workspace
    RegistrationFactory(event=event, municipality=Municipality.objects.get(name="Vlissingen"))
    assert "Uit 28 van de 28 GHNT-regio’s" in html(organiser.get(page(event, "invitations_response")))
    safety = html(organiser.get(page(event, "invitations_response"), {"verdeling": "veiligheidsregio"}))
    assert "Uit 1 van de 25 veiligheidsregio’s komt iemand." in safety
    central = html(organiser.get(page(event, "invitations_response"), {"verdeling": "centrumgemeenten"}))
    assert "Uit 1 van de 35 centrumgemeenten komt iemand." in central
    assert organiser.get(page(event, "invitations_response"), {"verdeling": "\x00"}).status_code == 200


def test_response_takes_as_many_queries_with_30_people_as_with_one(
    organiser, event, django_assert_num_queries, django_assert_max_num_queries
):
    load_geography()
    InvitationFactory(event=event)
    organiser.get(page(event, "invitations_response"))
    with django_assert_max_num_queries(40) as few:
        organiser.get(page(event, "invitations_response"))
    for _number in range(30):
        InvitationFactory(event=event, sent_at=timezone.now())
        RegistrationFactory(event=event)
    with django_assert_num_queries(len(few.captured_queries)):
        organiser.get(page(event, "invitations_response"))


def test_save_the_date_list_shows_numbers_and_this_event_only(organiser, event):
    Interest.objects.create(event=event, email="a@a.example", email_key="a@a.example", confirmed_at=timezone.now())
    Interest.objects.create(event=event, email="b@a.example", email_key="b@a.example")
    Interest.objects.create(event=EventPageFactory(), email="c@a.example", email_key="c@a.example")
    text = html(organiser.get(page(event, "interests")))
    assert "1 bevestigd adres" in text
    assert "b@a.example" in text
    assert "c@a.example" not in text


def test_invitation_and_code_of_another_event_are_404s(organiser, event):
    for name, other in (("invitations", InvitationFactory()), ("invitation_codes", InvitationCodeFactory())):
        for action in ("edit", "delete"):
            assert organiser.get(listing(event, f"{name}:{action}", other.pk)).status_code == 404
