"""Whose address counts, and how a flood ranks."""

import pytest
from django.core.cache import cache

from leads.flags import FLOOD, MANY, Flag, address_of, flags_of, is_suspected


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


def test_a_flood_is_folded_away_and_others_are_not(rf):
    cache.clear()
    flood = [flags_of(rf.post("/", REMOTE_ADDR="198.51.100.7"), "", "20") for _ in range(40)]
    assert [is_suspected(flags) for flags in flood] == [
        number > MANY * FLOOD for number in range(1, 41)
    ]
    assert flood[MANY - 1] == ()
    assert flood[MANY] == (Flag.MANY,)
    assert flags_of(rf.post("/", REMOTE_ADDR="198.51.100.8"), "", "20") == ()
    other_form = rf.post("/", REMOTE_ADDR="198.51.100.7")
    assert flags_of(other_form, "", "20", counter="problems") == ()
