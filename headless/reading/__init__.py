"""The public read API, `/api/v2/`: planned queries of values in place of serialized objects."""

from typing import Any


def detail(request: Any, page: Any, *, query: str = "", draft: bool = False) -> bytes | None:
    """Return the JSON of one page (`whole.detail`), or None where the public may not see it."""
    from headless.reading.whole import detail as whole  # models import this package

    return whole(request, page, query=query, draft=draft)
