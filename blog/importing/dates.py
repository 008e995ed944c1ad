"""WordPress's moments."""

from datetime import UTC, datetime

from django.utils.timezone import make_aware


def moment(gmt: str, local: str = "") -> datetime | None:
    """Return `YYYY-MM-DD HH:MM:SS` in GMT, else the local time; None where neither is a moment.

    WordPress writes 0000-00-00 for drafts, and for posts older than version 2. The local time is
    taken to be in our own time zone, which the publisher shares with the old site.
    """
    if found := _read(gmt):
        return found.replace(tzinfo=UTC)
    if found := _read(local):
        return make_aware(found).astimezone(UTC)
    return None


def _read(text: str) -> datetime | None:
    try:
        found = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
    # Reckoning in other zones needs room at both ends.
    return found if 1970 <= found.year < 9999 else None
