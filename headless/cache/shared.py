"""The one set of counters of this process, as the settings have it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.conf import settings

from headless.cache.generations import Generations

if TYPE_CHECKING:
    from headless.cache.following import FollowedGenerations


@cache
def generations() -> Generations:
    """Return the counters that this machine's processes share."""
    path, address = Path(settings.ANSWER_CACHE["FILE"]), settings.ANSWER_CACHE["REDIS_URL"]
    if not address:
        return Generations(path)
    from headless.cache.following import FollowedGenerations  # Redis's client: only who needs it

    return FollowedGenerations(path, address)


def bump(tags: Iterable[str]) -> None:
    """Make answers that depend on these tags old, where the project keeps any (`ANSWER_CACHE`)."""
    if getattr(settings, "ANSWER_CACHE", None):
        generations().bump(tags)


def follow() -> None:
    """Have this process follow the other machines, where there are any."""
    if settings.ANSWER_CACHE["REDIS_URL"]:
        from headless.cache.following import Follower

        Follower(cast("FollowedGenerations", generations())).start()
