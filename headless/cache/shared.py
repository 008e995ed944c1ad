"""The one set of counters of this process, in the file that the settings name."""

from functools import cache
from pathlib import Path

from django.conf import settings

from headless.cache.generations import Generations


@cache
def generations() -> Generations:
    """Return the counters that this host's processes share."""
    return Generations(Path(settings.ANSWER_CACHE["FILE"]))
