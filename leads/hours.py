"""When an answerer is there: from rows of staffed hours to 'they call you tomorrow from 8 am'.

All moments are aware. Hours are wall-clock times in the answerer's own time zone, so that a change
to summer time moves them along. An answerer without rows is taken to be there round the clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from leads.models import Answerer

# Common names of the time zones an answerer may keep.
ZONES = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Atlantic",
}
AHEAD = 8  # days looked into: a week, and the day a shift runs over
LONGEST = 60  # days; no promise is longer

Span = tuple[datetime, datetime]


def spans(answerer: "Answerer", first: date, days: int) -> list[Span]:
    """Return the staffed time of these days, in UTC, in order, joined where shifts meet."""
    zone = ZoneInfo(answerer.time_zone)
    rows = list(answerer.staffed_hours.all())
    shifts: list[Span] = []
    for offset in range(-1, days):  # a shift may have begun the evening before
        day = first + timedelta(days=offset)
        for row in rows:
            if day.weekday() in row.weekdays:
                end = day + timedelta(days=row.closes <= row.opens)
                shifts.append((_at(day, row.opens, zone), _at(end, row.closes, zone)))
    shifts = [shift for shift in shifts if shift[0] < shift[1]]  # not within a skipped hour
    return _joined(sorted(shifts))


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _joined(shifts: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in shifts:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _from(answerer: "Answerer", moment: datetime, days: int = AHEAD) -> list[Span]:
    """Return what of the staffed time lies after the moment."""
    first = moment.astimezone(ZoneInfo(answerer.time_zone)).date()
    moment = moment.astimezone(UTC)
    after = (span for span in spans(answerer, first, days) if span[1] > moment)
    return [(max(begin, moment), end) for begin, end in after]


def is_staffed(answerer: "Answerer", moment: datetime) -> bool:
    """Say whether somebody is there."""
    if not answerer.staffed_hours.all():
        return True
    # In UTC: moments within an hour that comes twice equal none of another zone.
    return next_staffed(answerer, moment) == moment.astimezone(UTC)


def next_staffed(answerer: "Answerer", moment: datetime) -> datetime | None:
    """Return when somebody is there next, which may be now; None where no hours are known."""
    ahead = _from(answerer, moment)
    return ahead[0][0] if ahead else None


def add_staffed_minutes(answerer: "Answerer", moment: datetime, minutes: int) -> datetime:
    """Return the moment at which so many minutes of staffed time will have passed."""
    moment, left = moment.astimezone(UTC), timedelta(minutes=minutes)
    for days in (AHEAD, LONGEST):  # most promises end within days: do not reckon months for them
        ahead = _from(answerer, moment, days)
        if found := _after(ahead, left):
            return found
        if not ahead:  # no rows
            return moment + left
    return moment + timedelta(days=LONGEST)


def _after(ahead: list[Span], left: timedelta) -> datetime | None:
    for begin, end in ahead:
        if begin + left <= end:
            return begin + left
        left -= end - begin
    return None


def describe(answerer: "Answerer") -> str:
    """Return the hours as words: 'Every day, 8 am to 10 pm Eastern'; empty where none are known."""
    zone = ZONES.get(answerer.time_zone, answerer.time_zone)
    rows = answerer.staffed_hours.all()
    parts = [f"{row.get_days_display()}, {_shift(row.opens, row.closes)}" for row in rows]
    return f"{'; '.join(parts)} {zone}" if parts else ""


def when_called(answerer: "Answerer", moment: datetime) -> str:
    """Return when somebody is there to call, as a sentence; empty where no hours are known."""
    begin = next_staffed(answerer, moment)
    if begin is None:
        return ""
    if begin == moment.astimezone(UTC):
        return "They are there now."
    zone = ZoneInfo(answerer.time_zone)
    local, today = begin.astimezone(zone), moment.astimezone(zone).date()
    days = {0: "today", 1: "tomorrow", 7: f"next {local:%A}"}
    day = days.get((local.date() - today).days, f"on {local:%A}")
    name = ZONES.get(answerer.time_zone, answerer.time_zone)
    return f"They are there again {day} from {_hour(local.time())} {name}."


def _shift(opens: time, closes: time) -> str:
    return "day and night" if opens == closes else f"{_hour(opens)} to {_hour(closes)}"


def _hour(moment: time) -> str:
    """Return '8 am', '12:30 pm', 'noon' or 'midnight'."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'am' if moment.hour < 12 else 'pm'}"
