"""Which answers a written page may stand in: read from its row before and after the statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from headless.cache.tables import PAGE_TABLE, known
from headless.cache.tags import EVERYTHING, PAGES, SCHEDULE, SITE, VISIBILITY, slot_tag
from headless.changes import lists
from headless.changes.effects import MOST, Change, Effect, Kind, came_or_went, kind_of
from headless.changes.statements import Write
from headless.visibility import HIDDEN

# What saving a draft sets: nothing that the public sees.
_OF_DRAFTS = {
    "draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at",
    "live_revision_id", "locked", "locked_at", "locked_by_id", "owner_id", "id",
}  # fmt: skip
_COLUMNS = "id, path, slug, live, numchild, url_path, content_type_id, expire_at IS NOT NULL"
_ALL = f"SELECT {_COLUMNS} FROM {PAGE_TABLE} WHERE "  # noqa: S608 - our own names
_RESTRICTED = f"{HIDDEN} SELECT path FROM hidden"  # noqa: S608 - our own text


def _of_drafts(write: Write) -> bool:
    """Say whether a statement is the saving of a draft, the most frequent of all."""
    if write.table != PAGE_TABLE or write.verb != "UPDATE" or not write.columns:
        return False
    return set(write.columns) <= _OF_DRAFTS


@dataclass(frozen=True)
class Row:
    """What must be known of a page."""

    id: int
    path: str
    slug: str
    live: bool
    numchild: int
    url_path: str
    content_type: int
    expires: bool

    @property
    def parent(self) -> str:
        """The path of the page above."""
        return self.path[: -Page.steplen]

    @property
    def label(self) -> str:
        """The page's type, as `app.model` in lower case."""
        found = ContentType.objects.get_for_id(self.content_type)
        return f"{found.app_label}.{found.model}"


Rows = dict[int, Row]


class Pages:
    """The pages that a statement means, before and after it.

    It may write the table of all pages, a type's own, or a part's, such as an article's authors.
    """

    def __init__(self, connection: BaseDatabaseWrapper, write: Write, params: Any) -> None:
        self.connection, self.write, self.params = connection, write, params
        self.column = known().parts.get(write.table) or known().keys[write.table]
        self.rows: Rows = {}
        self.restricted: list[str] = []
        self.lists: set[str] = set()
        self.parts: list[Any] = []
        self.before: Rows = {}
        if _of_drafts(write):
            return
        if write.verb != "INSERT":
            self._look(self._meant())
        elif write.table != PAGE_TABLE:
            self._look(self._inserted())
        self.before = self.rows

    def _look(self, rows: Rows) -> None:
        self.rows = rows
        self.restricted = restricted_paths(self.connection)
        self.lists |= self._lists(rows)

    def _meant(self) -> Rows:
        where, values = self.write.which(self.params)
        table = self.write.table
        if table == PAGE_TABLE:
            return self.select(where, values)
        if table in known().parts and self.column in self.write.columns:  # may change its page
            ids = f"SELECT {known().keys[table]} FROM {table} WHERE {where}"  # noqa: S608
            self.parts = [pk for (pk,) in _fetch(self.connection, ids, values)]
        ids = f"SELECT {self.column} FROM {table} WHERE {where}"  # noqa: S608 - our names, its where
        return self.select(f"id IN ({ids})", values)

    def _inserted(self) -> Rows:
        column = "path" if self.write.table == PAGE_TABLE else self.column
        values = self.write.inserted(column, self.params) or []
        return self._by("path" if self.write.table == PAGE_TABLE else "id", values)

    def _by(self, column: str, values: Iterable[Any]) -> Rows:
        wanted = list(set(values))
        rows: Rows = {}
        for start in range(0, len(wanted), MOST):
            chunk = wanted[start : start + MOST]
            rows |= self.select(f"{column} IN ({_places(chunk)})", chunk)
        return rows

    def select(self, where: str, values: list[Any]) -> Rows:
        """Return the pages that meet a condition."""
        return {found[0]: Row(*found) for found in _fetch(self.connection, _ALL + where, values)}

    def _lists(self, rows: Rows) -> set[str]:
        if len(rows) > MOST:
            return {EVERYTHING}
        by_type = defaultdict(list)
        for row in rows.values():
            if row.live:
                by_type[row.label].append(row.id)
        return {tag for label, ids in by_type.items() for tag in lists.tags_of(label, ids)}

    def effect(self) -> Effect:
        """Return what the statement did, now that it is done."""
        write = self.write
        if _of_drafts(write):
            return Effect()
        if (write.table, write.verb, *write.columns) == (PAGE_TABLE, "UPDATE", "numchild"):
            return Effect(self._of_first_and_last_children())
        column = "path" if write.table == PAGE_TABLE else self.column
        if write.verb == "INSERT" and write.inserted(column, self.params) is None:
            return Effect({EVERYTHING})
        before_restricted = self.restricted
        self._look(self._after())
        tags = self._tags(self.rows) | self.lists
        changes = self._changes(self.before, self.rows, before_restricted)
        if write.verb != "INSERT" and set(before_restricted) != set(self.restricted):
            tags.add(VISIBILITY)
            others = self._turned(before_restricted)
            changes += self._changes(others, others, before_restricted)
        return Effect(tags, changes + redirects_along(changes))

    def _turned(self, before_restricted: list[str]) -> Rows:
        """Return the pages that came or went though nobody wrote them: aliases of those written."""
        rows: Rows = {}
        for path in set(before_restricted) ^ set(self.restricted):
            rows |= self.select("live AND path LIKE %s", [f"{path}%"])
        return {
            pk: row
            for pk, row in rows.items()
            if pk not in {**self.before, **self.rows}
            and is_public(row, before_restricted) != is_public(row, self.restricted)
        }

    def _after(self) -> Rows:
        if self.write.verb == "INSERT":
            return self._inserted()
        if self.write.verb == "DELETE" and self.write.table in known().pages:
            return {}
        rows = self._by("id", self.before)
        if self.parts:
            table, key = self.write.table, known().keys[self.write.table]
            parents = f"SELECT {self.column} FROM {table} WHERE {key} IN ({_places(self.parts)})"  # noqa: S608
            rows |= self.select(f"id IN ({parents})", self.parts)
        return rows

    def _of_first_and_last_children(self) -> set[str]:
        """Return the tags of pages that came to have children or to have none.

        No answer shows how many there are; with the count alone, nothing public changes.
        """
        after = self._by("id", self.before)
        changed = [
            row
            for row in self.before.values()
            if bool(row.numchild) != bool(after[row.id].numchild)
        ]
        return {tag for row in changed for tag in (f"page-{row.id}", f"path-{row.path}")}

    def _tags(self, after: Rows) -> set[str]:
        rows = {*self.before.values(), *after.values()}
        if len(rows) > MOST:
            return {PAGES, EVERYTHING, VISIBILITY}
        parents = self._by("path", {row.parent for row in rows if row.live})
        tags = {PAGES, *(f"children-of-{pk}" for pk in parents)} if rows else set()
        for row in rows:
            tags |= _tags_of(row)
        if Site.objects.filter(root_page__in=[row.id for row in rows]).exists():
            tags.add(SITE)
        return tags

    def _changes(self, before: Rows, after: Rows, before_restricted: list[str]) -> list[Change]:
        changes = []
        for pk in {**before, **after}:
            old, new = before.get(pk), after.get(pk)
            was, is_now = is_public(old, before_restricted), is_public(new, self.restricted)
            moved = bool(old and new and old.url_path != new.url_path)
            if kind := kind_of(before=was, after=is_now, moved=moved):
                stood = paths_of(old.url_path) if old and was else []
                stands = paths_of(new.url_path) if new and is_now else []
                label = (new or old).label  # type: ignore[union-attr]
                changes.append(Change("page", pk, kind, label, tuple(stood), tuple(stands)))
        return changes


def redirects_along(changes: list[Change]) -> list[Change]:
    """Return the redirects that come and go with the pages they lead to."""
    kinds = {each.id: each.kind for each in changes if each.kind in {Kind.CREATED, Kind.REMOVED}}
    found = Redirect.objects.filter(redirect_page__in=list(kinds)) if kinds else ()
    return [
        came_or_went("redirect", each.pk, kinds[each.redirect_page_id], [each.old_path])
        for each in found
    ]


def _tags_of(row: Row) -> set[str]:
    tags = {f"page-{row.id}", f"path-{row.path}", slot_tag(row.parent, row.slug)}
    if not row.live:
        return tags
    if row.expires:
        tags.add(SCHEDULE)
    above = (row.path[:end] for end in range(Page.steplen, len(row.path) + 1, Page.steplen))
    tags.update(f"under-{path}" for path in above)
    return tags | {f"below-{row.parent}", f"type-{row.label}"}


def is_public(row: Row | None, restricted: list[str]) -> bool:
    """Say whether anybody may see this page, given the paths of the restricted ones."""
    return row is not None and row.live and not row.path.startswith(tuple(restricted))


def paths_of(url_path: str) -> list[str]:
    """Return the paths of the page with this `url_path` at the sites that it is part of."""
    roots = (root[1] for root in Site.get_site_root_paths())
    return list({url_path[len(root) - 1 :] for root in roots if url_path.startswith(root)})


def restricted_paths(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the paths of the pages that are restricted, with all below them."""
    return [path for (path,) in _fetch(connection, _RESTRICTED, [])]


def _fetch(connection: BaseDatabaseWrapper, sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _places(values: list[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def public_rows(connection: BaseDatabaseWrapper) -> Rows:
    """Return every public page."""
    restricted = restricted_paths(connection)
    rows = (Row(*found) for found in _fetch(connection, f"{_ALL} live", []))
    return {row.id: row for row in rows if is_public(row, restricted)}


class PageRestrictions:
    """The pages that a written restriction hides or shows: all pages, before and after."""

    def __init__(self, connection: BaseDatabaseWrapper, write: Write, params: Any) -> None:
        self.connection = connection
        self.before = public_rows(connection)

    def effect(self) -> Effect:
        """Return who went and who came."""
        after, changes = public_rows(self.connection), []
        for pk in self.before.keys() ^ after.keys():
            row = after.get(pk) or self.before[pk]
            kind = Kind.CREATED if pk in after else Kind.REMOVED
            changes.append(came_or_went("page", pk, kind, paths_of(row.url_path), row.label))
        return Effect({VISIBILITY}, changes + redirects_along(changes))
