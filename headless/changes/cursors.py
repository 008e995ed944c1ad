"""Where a reader of `/api/v2/sync/` stands: signed, so that nobody can make one up.

First a cursor walks through what is there, kind by kind in the order of ids. It remembers where
the changes stood when the walk began, and goes on from there. Its age is that of its signature:
one that is older than the changes are kept could have missed some.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import connection
from django.db.models import Max, Q

from headless.changes.ledger import KEPT
from headless.changes.models import ContentChange

_SIGNER = "headless.changes"


class MalformedCursorError(ValueError):
    """Not one of ours."""


class ExpiredCursorError(ValueError):
    """Changes since then may have been forgotten: the reader has to begin anew."""


@dataclass(frozen=True)
class Cursor:
    """`transaction` and `change` are the last change read; `walk` is -1 when the walk is over."""

    transaction: int
    change: int
    walk: int = -1  # which kind of object is walked through
    object: int = 0  # the last id of that kind

    def signed(self) -> str:
        """Return it as text."""
        return TimestampSigner(salt=_SIGNER).sign_object(list(asdict(self).values()))


def read(text: str) -> Cursor:
    """Return the cursor of a text; raise MalformedCursorError or ExpiredCursorError."""
    try:
        values = TimestampSigner(salt=_SIGNER).unsign_object(text, max_age=KEPT)
    except SignatureExpired as error:
        raise ExpiredCursorError from error
    except (BadSignature, ValueError) as error:
        raise MalformedCursorError from error
    cursor = Cursor(*values)
    if _is_of_the_future(cursor):
        raise ExpiredCursorError
    return cursor


def _is_of_the_future(cursor: Cursor) -> bool:
    """Say whether the database was replaced by an older one, or by one of another server."""
    if connection.vendor != "postgresql":
        newest = ContentChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
        return cursor.change > newest > 0
    return cursor.transaction > _number("pg_snapshot_xmax(pg_current_snapshot())")


def begin() -> Cursor:
    """Return the cursor of a walk that begins now."""
    if connection.vendor == "postgresql":
        return Cursor(_number("pg_snapshot_xmin(pg_current_snapshot())") - 1, 2**62, walk=0)
    newest = ContentChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return Cursor(0, newest, walk=0)


def after(cursor: Cursor) -> Any:
    """Return the changes after the cursor that no transaction still open can come before.

    PostgreSQL gives a sequence's numbers in another order than transactions commit. So the order is
    that of transactions, and only those are read that are older than any that is still open. SQLite
    has one writer at a time.
    """
    later = Q(transaction=cursor.transaction, pk__gt=cursor.change)
    later |= Q(transaction__gt=cursor.transaction)
    if connection.vendor == "postgresql":
        later &= Q(transaction__lt=_number("pg_snapshot_xmin(pg_current_snapshot())"))
    return ContentChange.objects.filter(later).exclude(type="").order_by("transaction", "pk")


def _number(expression: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}::text::bigint")
        return cursor.fetchone()[0]
