"""Which address a request is counted by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from token_server.addresses import UNKNOWN, TrustedProxies, client_key

pytestmark = pytest.mark.unit

PROXIES = TrustedProxies.parse(["10.0.0.0/8", "::1"])
NOBODY = TrustedProxies()


@given(st.lists(st.text(max_size=40), max_size=4))
def test_forwarded_addresses_of_strangers_are_never_believed(headers: list[str]) -> None:
    assert client_key("203.0.113.7", headers, PROXIES) == "203.0.113.7"
    assert client_key("203.0.113.7", headers, NOBODY) == "203.0.113.7"


def test_trusted_proxy_is_believed_about_the_address_before_it() -> None:
    assert client_key("10.0.0.1", ["198.51.100.4"], PROXIES) == "198.51.100.4"


def test_list_is_read_from_its_end_past_trusted_proxies_only() -> None:
    headers = ["1.2.3.4, 198.51.100.4", "10.9.9.9"]
    assert client_key("10.0.0.1", headers, PROXIES) == "198.51.100.4"


@pytest.mark.parametrize("headers", [[], [""], ["unknown"], ["198.51.100.4, garbage"]])
def test_proxy_that_says_nothing_useful_is_counted_itself(headers: list[str]) -> None:
    assert client_key("10.0.0.1", headers, PROXIES) == "10.0.0.1"


@given(st.integers(0, 2**64 - 1))
def test_all_addresses_of_one_ipv6_network_are_one_client(host: int) -> None:
    low = f"2001:db8:1:2:{host >> 48 & 0xFFFF:x}:{host >> 32 & 0xFFFF:x}:0:{host & 0xFFFF:x}"
    assert client_key(low, [], NOBODY) == "2001:db8:1:2::/64"


def test_ipv4_inside_ipv6_is_the_ipv4_client() -> None:
    assert client_key("::ffff:203.0.113.7", [], NOBODY) == "203.0.113.7"


@pytest.mark.parametrize("peer", [None, "", "testclient"])
def test_connection_without_an_address_is_one_unknown_client(peer: str | None) -> None:
    assert client_key(peer, ["1.2.3.4"], PROXIES) == UNKNOWN


@pytest.mark.parametrize("entry", ["proxy.example", "10.0.0.0/99", ""])
def test_proxy_that_is_no_address_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        TrustedProxies.parse([entry])
