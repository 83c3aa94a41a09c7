"""Loading municipalities and regions."""

import pytest

from core.domain.geography import load_geography
from core.enums import RegionKind
from core.models import Municipality, Region

pytestmark = pytest.mark.django_db


def test_load_geography_twice_gives_the_same_rows():
    first = load_geography()
    keys = set(Municipality.objects.values_list("pk", "code"))
    assert load_geography() == first
    assert set(Municipality.objects.values_list("pk", "code")) == keys
    assert (first.municipalities, first.safety_regions, first.programme_regions) == (342, 25, 29)
    assert Municipality.objects.filter(is_central=True).count() == first.central_municipalities == 35


def test_central_municipalities_know_their_region():
    load_geography()
    the_hague = Municipality.objects.get(name="'s-Gravenhage")
    assert the_hague.is_central
    assert the_hague.programme_region.name == "Haaglanden"
    assert the_hague.programme_region.kind == RegionKind.PROGRAMME_REGION
    assert the_hague.safety_region.kind == RegionKind.SAFETY_REGION


def test_loading_corrects_a_name():
    load_geography()
    Region.objects.filter(kind=RegionKind.SAFETY_REGION, code="VR15").update(name="Oud")
    load_geography()
    assert Region.objects.get(kind=RegionKind.SAFETY_REGION, code="VR15").name == "Haaglanden"
