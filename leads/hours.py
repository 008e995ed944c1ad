"""When an answerer is there."""

from datetime import datetime, timedelta
from typing import Any


def is_staffed(answerer: Any, moment: datetime) -> bool:
    """Stub until merged."""
    return True


def next_staffed(answerer: Any, moment: datetime) -> datetime | None:
    """Stub until merged."""
    return None


def add_staffed_minutes(answerer: Any, moment: datetime, minutes: int) -> datetime:
    """Stub until merged."""
    return moment + timedelta(minutes=minutes)


def when_called(answerer: Any, moment: datetime) -> str:
    """Stub until merged."""
    return ""
