"""`GET /api/v2/sync/`: all public content, then what was created, changed, moved and removed since.

Without a cursor the walk begins. Every answer has the cursor to go on with; `more` says whether to
go on at once. Something that left the public is `removed`, whatever became of it inside; nothing
that was never public is named. An object may be told more than once: each telling is how it stands.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from typing_extensions import TypedDict
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from headless.answering import answers
from headless.changes import cursors
from headless.changes.cursors import Cursor, ExpiredCursorError, MalformedCursorError
from headless.changes.ledger import KEPT
from headless.changes.models import ContentChange
from headless.changes.pages import paths_of
from headless.problems import problem
from headless.reading.parameters import BadParameterError, Parameters
from headless.representations import PageReference, page_reference
from headless.visibility import in_public_collections, public_pages, public_redirects

MOST = 100
Kind = ContentChange.Kind
Item = dict[str, Any]
Standing = Literal["created", "changed", "moved"]


class ChangedPage(PageReference):
    """A page that the public can see, and the paths at which it stood before, if it moved."""

    change: Standing
    object: Literal["page"]
    paths: list[str]


class ChangedFile(TypedDict):
    """An image or a document that the public can see."""

    change: Standing
    object: Literal["image", "document"]
    id: int
    title: str


class ChangedRedirect(TypedDict):
    """A redirect."""

    change: Standing
    object: Literal["redirect"]
    id: int
    old_path: str
    permanent: bool


class Tombstone(TypedDict):
    """Something that left the public, and the paths at which it stood."""

    change: Literal["removed"]
    object: Literal["page", "image", "document", "redirect"]
    id: int
    paths: list[str]
    at: datetime


class Changes(TypedDict):
    """Content as it stands; go on with `cursor`, at once where there is `more`."""

    items: list[ChangedPage | ChangedFile | ChangedRedirect | Tombstone]
    cursor: str
    more: bool


def _page(value: Any) -> Item:
    return {**page_reference(value), "paths": []}


def _pages() -> Any:
    return public_pages().filter(depth__gt=1)


def _images() -> Any:
    return in_public_collections(get_image_model().objects.all())


def _documents() -> Any:
    return in_public_collections(get_document_model().objects.all())


def _file(value: Any) -> Item:
    return {"id": value.pk, "title": value.title}


def _redirect(value: Any) -> Item:
    return {"id": value.pk, "old_path": value.old_path, "permanent": value.is_permanent}


# In the order of the walk: the public ones, and what is said of one.
OBJECTS: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "page": (_pages, _page),
    "image": (_images, _file),
    "document": (_documents, _file),
    "redirect": (public_redirects, _redirect),
}
_NAMES = list(OBJECTS)


class SyncEndpoint:
    """The endpoint."""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("", sync, name="sync")]


@answers("cursor", "limit")
def sync(request: HttpRequest) -> HttpResponse:
    """Answer a page of at most 100 items; 400 for a bad parameter, 410 for a cursor too old."""
    limit = Parameters(request.GET).number("limit", MOST, most=MOST)
    if limit == 0:
        raise BadParameterError("limit", f"limit must be a number from 1 to {MOST}.")
    try:
        cursor = cursors.read(request.GET["cursor"]) if "cursor" in request.GET else cursors.begin()
    except MalformedCursorError as error:
        detail = "cursor must be one that an earlier answer gave."
        raise BadParameterError("cursor", detail) from error
    except ExpiredCursorError:
        detail = f"Changes are kept for {KEPT.days} days. Begin again, without a cursor."
        return problem(410, "resync", detail, parameter="cursor")
    return _answer(request, limit, *_read(cursor, limit))


def _answer(
    request: HttpRequest, limit: int, items: list[Item], cursor: Cursor, more: bool
) -> HttpResponse:
    text = cursor.signed()
    response = JsonResponse({"items": items, "cursor": text, "more": more})
    response["Cache-Control"] = "no-store"
    if more:  # RFC 8288
        query = urlencode({"cursor": text, **({"limit": limit} if limit != MOST else {})})
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{query}>; rel="next"'
    return response


def _read(cursor: Cursor, limit: int) -> tuple[list[Item], Cursor, bool]:
    return _changes(cursor, limit) if cursor.walk < 0 else _walk(cursor, limit)


def _walk(cursor: Cursor, limit: int) -> tuple[list[Item], Cursor, bool]:
    """Return the next objects of a kind, or of the next kinds; after the last, the changes."""
    name = _NAMES[cursor.walk]
    queryset = OBJECTS[name][0]().filter(pk__gt=cursor.object).order_by("pk")
    found = list(queryset[: limit + 1])
    items = [_item(Kind.CREATED, name, value) for value in found[:limit]]
    position = cursor.transaction, cursor.change
    if len(found) > limit:
        return items, Cursor(*position, cursor.walk, found[limit - 1].pk), True
    following = cursor.walk + 1
    if following == len(_NAMES):
        return items, Cursor(*position), True
    if len(items) == limit:
        return items, Cursor(*position, following), True
    rest, last, more = _walk(Cursor(*position, following), limit - len(items))
    return items + rest, last, more


def _changes(cursor: Cursor, limit: int) -> tuple[list[Item], Cursor, bool]:
    rows = list(cursors.after(cursor)[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    position = (rows[-1].transaction, rows[-1].pk) if rows else (cursor.transaction, cursor.change)
    return _items(_joined(rows)), Cursor(*position), more


def _joined(rows: Iterable[ContentChange]) -> list[ContentChange]:
    """Return the last row of each object; it is created, or moved, if any row says so.

    It has the paths of all its rows: who reads them together never hears of those between.
    """
    last: dict[tuple[str, int | None], ContentChange] = {}
    for row in rows:
        before = last.pop((row.type, row.object_id), None)
        if before and row.kind in {Kind.CHANGED, Kind.MOVED} and before.kind != Kind.REMOVED:
            row.kind = before.kind if row.kind == Kind.CHANGED else row.kind
        if before:
            row.paths = list(dict.fromkeys([*before.paths, *row.paths]))
        last[row.type, row.object_id] = row
    return list(last.values())


def _items(rows: list[ContentChange]) -> list[Item]:
    """Tell the rows by how things stand now; who is elsewhere by now is told by a later row."""
    public: dict[tuple[str, int | None], Any] = {}
    for name, (find, _) in OBJECTS.items():
        ids = [row.object_id for row in rows if row.type == name]
        if ids:
            public.update({(name, pk): value for pk, value in find().in_bulk(ids).items()})
    items = []
    for row in rows:
        value = public.get((row.type, row.object_id))
        if row.kind == Kind.REMOVED and value is None:
            items.append(_tombstone(row))
        elif row.kind != Kind.REMOVED and value is not None:
            items.append(_standing(row, value))
    return items


def _standing(row: ContentChange, value: Any) -> Item:
    """Return an object as it stands; of a page, where it stood and stands no more."""
    item = _item(Kind(row.kind), row.type, value)
    if row.type == "page":
        now = paths_of(value.url_path)
        item["paths"] = [path for path in row.paths if path not in now]
    return item


def _item(kind: Kind, name: str, value: Any) -> Item:
    return {"change": kind.value, "object": name, **OBJECTS[name][1](value)}


def _tombstone(row: ContentChange) -> Item:
    return {
        "change": row.kind,
        "object": row.type,
        "id": row.object_id,
        "paths": row.paths,
        "at": row.at,
    }
