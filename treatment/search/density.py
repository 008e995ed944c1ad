"""How wide the first ring is: the more facilities there are, the narrower.

A ring that is too wide reads too much, one too narrow has PostgreSQL plan another. One mile is
right for a large city where there are a million in all.
"""

import math
import time

from django.db import connection

from treatment.search.conditions import TABLE

RECOUNT = 3_600  # seconds; a count that is late costs time, never a result
FEWEST = 2_500
_known = {"facilities": FEWEST, "until": 0.0}


def first_ring() -> float:
    """Return its radius in miles. Counts the facilities once an hour in each process."""
    if time.monotonic() > _known["until"]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")
            _known["facilities"] = max(FEWEST, cursor.fetchone()[0])
        _known["until"] = time.monotonic() + RECOUNT
    return math.sqrt(1_000_000 / _known["facilities"])


def forget() -> None:
    """Count anew at the next search."""
    _known["until"] = 0.0
