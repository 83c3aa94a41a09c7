"""Where a request comes from, for limits per address."""

import pytest

from core.client_address import client_address

PROXY = "172.18.0.2"


@pytest.fixture
def address(rf, settings):
    def read(forwarded=None, *, peer=PROXY, proxies=1):
        settings.TRUSTED_PROXY_COUNT = proxies
        extra = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
        return client_address(rf.get("/", REMOTE_ADDR=peer, **extra))

    return read


def test_without_a_proxy_what_a_visitor_claims_is_not_believed(address):
    assert address("6.6.6.6", proxies=0) == PROXY


def test_behind_one_proxy_only_the_last_hop_counts(address):
    assert address("6.6.6.6, 192.0.2.7") == "192.0.2.7"


def test_behind_two_proxies_the_hop_before_counts(address):
    assert address("6.6.6.6, 192.0.2.7, 10.0.0.1", proxies=2) == "192.0.2.7"


@pytest.mark.parametrize("forwarded", [None, "", "onzin", "a\x00b", "1.2.3.4.5", ", ,", "x" * 5000])
def test_header_that_is_missing_or_odd_falls_back_on_the_peer(address, forwarded):
    assert address(forwarded) == PROXY


def test_header_with_fewer_hops_than_proxies_falls_back_on_the_peer(address):
    assert address("192.0.2.7", proxies=2) == PROXY


def test_addresses_of_one_ipv6_connection_count_as_one(address):
    one, other = address("2001:db8:1:2::1"), address("2001:db8:1:2:ffff::9")
    assert one == other != address("2001:db8:1:3::1")
    assert address("::ffff:192.0.2.7") == "192.0.2.7"


def test_request_without_an_address_still_has_one_to_count(address):
    assert address(peer="") == "unknown"
