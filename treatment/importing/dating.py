"""As of when a file is true: what it says itself, in its name or above its header.

A whole date counts before a mere year. Of a year its last day is taken: a directory of 2023 was
put together in 2023, and is newer than whatever came before; its first day would make it older
than an export of that January. A day to come is taken back to today.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

_DAYS = (
    (re.compile(r"(?<!\d)(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)"), "%Y %m %d"),
    (re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](20\d\d)(?!\d)"), "%m %d %Y"),
    (re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2,8})\.? (\d{1,2}),? (20\d\d)(?!\d)"), "%B %d %Y"),
    (re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2})\.? (\d{1,2}),? (20\d\d)(?!\d)"), "%b %d %Y"),
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def find_date(texts: Iterable[str], today: date) -> date | None:
    """Return the first day that the texts name, or else the end of the first year."""
    texts = list(texts)
    days = (day for text in texts for day in _days(text) if day <= today)
    years = (int(year) for text in texts for year in _YEAR.findall(text) if int(year) <= today.year)
    if day := next(days, None):
        return day
    year = next(years, None)
    return min(date(year, 12, 31), today) if year else None


def _days(text: str) -> Iterator[date]:
    for pattern, form in _DAYS:
        for parts in pattern.findall(text):
            try:
                yield datetime.strptime(" ".join(parts), form).date()
            except ValueError:  # nnnnnn behind the date in a name, the 31st of June
                continue
