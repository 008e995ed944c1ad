"""When to try again: soon at first, then ever later, for about a day and a half."""

import random
from datetime import timedelta

# The schedule the Standard Webhooks specification recommends, with a closer start: a call-back
# request is worth seconds.
SCHEDULE = tuple(
    timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400)
)
JITTER = 0.2  # of the delay, either way: a target that comes back is not met by all at once
LONGEST_PATIENCE = timedelta(days=1)  # whatever a Retry-After says


def delay(attempts: int, asked: timedelta | None = None) -> timedelta | None:
    """Return how long to wait after this many attempts, or None to give up.

    What the target asked for (Retry-After, RFC 9110) is kept where it is longer.
    """
    if attempts > len(SCHEDULE):
        return None
    planned = SCHEDULE[attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
    return max(planned, min(asked, LONGEST_PATIENCE)) if asked else planned
