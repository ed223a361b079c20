"""From which network a request comes is what the platform's front wrote last, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.floods.client_network import client_network


@pytest.mark.parametrize(
    ("header", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("198.51.100.7:4711", "198.51.100.0/24"),
        ("203.0.113.1, 10.0.0.1,198.51.100.7:4711", "198.51.100.0/24"),
        ("2001:db8:1:2345::1", "2001:db8:1:2300::/56"),
        ("[2001:db8:1:2345::1]:443", "2001:db8:1:2300::/56"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("fe80::1%eth0", "fe80::/56"),
        (None, ""),
        ("", ""),
        ("unknown", ""),
        ("198.51.100.7, unknown", ""),
        ("198.51.100.7,", ""),
        ("198.51.100.700", ""),
        ("[2001:db8::1", "2001:db8::/56"),
    ],
)
def test_the_last_address_decides(header: str | None, network: str) -> None:
    assert client_network(header) == network


@given(st.text())
def test_whatever_a_client_writes_before_the_last_moves_it_nowhere(written: str) -> None:
    assert client_network(f"{written}, 198.51.100.7") == "198.51.100.0/24"


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    assert isinstance(client_network(text), str)
