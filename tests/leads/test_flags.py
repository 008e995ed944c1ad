"""Whose address counts."""

import pytest

from leads.flags import address_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the first is the sender's own word
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),  # it did not pass both
        (1, "198.51.100.7:4711", "198.51.100.7"),
        (1, "[2001:db8::7]:4711", "2001:db8::7"),
        (1, "2001:DB8:0::7", "2001:db8::7"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
        (1, "198.51.100.7, unknown", "192.0.2.1"),
        (1, "198.51.100.7,", "192.0.2.1"),
        (1, "<script>", "192.0.2.1"),
    ],
)
def test_the_address_that_the_outermost_trusted_proxy_saw(
    rf, settings, proxies, forwarded, address
):
    settings.TRUSTED_PROXIES = proxies
    request = rf.post("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address
