"""The rules of registration: read, edited by organisers, never overwritten by accident."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import EventPage, EventSector
from registrations.domain.rules import RulesChanged, quotas_of, rules_of, save_rules
from registrations.enums import RegistrationMode, WaitingOrder
from registrations.forms.rules import RulesForm
from registrations.models import RegistrationRules, SectorQuota
from tests.factories import EventPageFactory, SectorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory(capacity=50)


@pytest.fixture
def sectors(event):
    """Gemeente with two children, and ervaringsdeskundigen; the event asks for the leaves."""
    parent = SectorFactory(name="Gemeente")
    leaves = [SectorFactory(name=name, parent=parent) for name in ("Beleid", "Uitvoering")]
    leaves.append(SectorFactory(name="Ervaringsdeskundigen"))
    for sector in leaves:
        EventSector.objects.create(page=event, sector=sector)
    return [parent, *leaves]


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def address(event):
    return reverse("registrations_admin:rules", args=[event.pk])


def filled_in(event, **changes):
    form = RulesForm(event=event)
    data = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    return {**data, **changes}


def test_rules_of_an_event_without_a_row_are_the_defaults(event):
    rules = rules_of(event)
    assert rules.pk is None
    assert (rules.mode, rules.overbooking, rules.offer_hours) == (RegistrationMode.OPEN, 0, 0)


def test_rules_fetched_with_the_event_cost_no_query(event, django_assert_num_queries):
    with_row = EventPageFactory()
    RegistrationRules.objects.create(event=with_row, overbooking=3)
    for pk, expected in ((event.pk, 0), (with_row.pk, 3)):
        found = EventPage.objects.select_related("registration_rules").get(pk=pk)
        with django_assert_num_queries(0):
            assert rules_of(found).overbooking == expected


def test_page_saves_rules_and_quotas(organiser, event, sectors):
    parent, _policy, _execution, experts = sectors
    data = filled_in(event, mode="approval", overbooking=5, **{f"maximum_{parent.pk}": 40, f"held_{experts.pk}": 10})
    assert organiser.post(address(event), data).status_code == 302
    event.refresh_from_db()
    assert (event.registration_rules.mode, event.registration_rules.overbooking) == ("approval", 5)
    found = {quota.sector_id: (quota.maximum, quota.held) for quota in quotas_of(event).values()}
    assert found == {parent.pk: (40, 0), experts.pk: (None, 10)}
    shown = organiser.get(address(event)).content.decode()
    assert shown.index("Gemeente") < shown.index("Beleid")


def test_page_clears_a_quota_that_was_emptied(organiser, event, sectors):
    SectorQuota.objects.create(event=event, sector=sectors[0], maximum=3)
    assert organiser.post(address(event), filled_in(event, **{f"maximum_{sectors[0].pk}": ""})).status_code == 302
    assert quotas_of(event) == {}


def test_page_based_on_older_rules_is_refused_and_keeps_what_was_typed(organiser, event):
    data = filled_in(event, overbooking=7)
    save_rules(event, based_on=0, values={"overbooking": 2}, quotas={})
    response = organiser.post(address(event), data)
    assert response.status_code == 422
    assert 'value="7"' in response.content.decode()
    assert RegistrationRules.objects.get().overbooking == 2


def test_save_of_the_version_that_stands_succeeds_as_control(event):
    save_rules(event, based_on=0, values={"overbooking": 2}, quotas={})
    save_rules(event, based_on=1, values={"overbooking": 3}, quotas={})
    with pytest.raises(RulesChanged):
        save_rules(event, based_on=1, values={"overbooking": 4}, quotas={})
    assert RegistrationRules.objects.get().overbooking == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mode", "<script>"),
        ("overbooking", "-1"),
        ("overbooking", "veel"),
        ("offer_hours", "9" * 300),
        ("waiting_order", "a\x00b"),
        ("version", "x"),
    ],
)
def test_bad_input_is_an_error_and_saves_nothing(organiser, event, field, value):
    response = organiser.post(address(event), filled_in(event, **{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not RegistrationRules.objects.exists()


def test_more_held_than_may_come_is_an_error_there(organiser, event, sectors):
    parent, policy, execution, experts = sectors
    held = {f"held_{policy.pk}": 3, f"held_{execution.pk}": 3, f"maximum_{parent.pk}": 5}
    response = organiser.post(address(event), filled_in(event, **held))
    assert f"held_{parent.pk}" in response.context["form"].errors
    assert organiser.post(address(event), filled_in(event, **{f"held_{experts.pk}": 51})).status_code == 422


def test_lot_is_drawn_once_and_kept(event):
    first = save_rules(event, based_on=0, values={"waiting_order": WaitingOrder.LOT}, quotas={}).lot_seed
    save_rules(event, based_on=1, values={"waiting_order": WaitingOrder.CHRONOLOGICAL}, quotas={})
    assert save_rules(event, based_on=2, values={"waiting_order": WaitingOrder.LOT}, quotas={}).lot_seed == first
    assert len(first) == 32


def test_page_shows_the_drawn_number_only_when_one_was_drawn(organiser, event):
    assert "getrokken voor de loting" not in organiser.get(address(event)).content.decode()
    seed = save_rules(event, based_on=0, values={"waiting_order": WaitingOrder.LOT}, quotas={}).lot_seed
    page = organiser.get(address(event)).content.decode()
    assert f"Het getal dat is getrokken voor de loting is {seed}" in page


@pytest.mark.parametrize("values", [{"mode": "secret"}, {"waiting_order": WaitingOrder.LOT}])
def test_database_refuses_rules_that_make_no_sense(event, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationRules.objects.create(event=event, **values)


@pytest.mark.parametrize("values", [{"maximum": 2, "held": 3}, {"maximum": None, "held": 0}])
def test_database_refuses_a_quota_that_makes_no_sense(event, sectors, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        SectorQuota.objects.create(event=event, sector=sectors[0], **values)


def test_page_takes_as_many_queries_with_thirty_sectors_as_with_one(organiser, event, sectors):
    organiser.get(address(event))
    with CaptureQueriesContext(connection) as few:
        organiser.get(address(event))
    for _ in range(30):
        EventSector.objects.create(page=event, sector=SectorFactory())
    with CaptureQueriesContext(connection) as many:
        organiser.get(address(event))
    assert len(many) == len(few)
