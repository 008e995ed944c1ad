"""Small things that the worker does at intervals, registered by the plugins."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


@dataclass
class Duty:
    """A function to call every `seconds`; it says how much it did, for the log."""

    name: str
    function: Callable[[], int]
    seconds: float
    next_at: float = field(default=0.0)  # by the monotonic clock


_duties: dict[str, Duty] = {}


def register(name: str, function: Callable[[], int], *, seconds: float) -> None:
    """Have the worker call `function` every so many seconds."""
    _duties[name] = Duty(name, function, seconds)


def do(*, now: bool = False) -> None:
    """Do what is due, or everything; one that fails does not keep the others from being done."""
    for duty in _duties.values():
        if not now and time.monotonic() < duty.next_at:
            continue
        duty.next_at = time.monotonic() + duty.seconds
        try:
            done = duty.function()
        except Exception as error:
            logger.warning("%s failed: %s", duty.name, type(error).__name__)
        else:
            if done:
                logger.info("%s: %d", duty.name, done)
