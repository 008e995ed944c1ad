"""Database triggers that note every change of the page tree, whichever way it is made.

PostgreSQL: each statement adds a row and locks nothing, so that editors do not wait for each other.
Rows only come until `prune` replaces them by one with a higher number: the highest number and the
count of rows together never come again. SQLite has one writer at a time, and one row, whose
number is random, because SQLite counts on where a transaction was undone.

They are made after every `migrate`, not in a migration: SQLite forgets a table's triggers when a
later migration of Wagtail's rebuilds the table.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, connections, transaction

TABLES = ("wagtailcore_page", "wagtailcore_pageviewrestriction", "wagtailcore_site")
KEPT = 500  # rows that may lie there before they are replaced by one

_FUNCTION = """
CREATE OR REPLACE FUNCTION headless_note_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO headless_pagechange DEFAULT VALUES; RETURN NULL; END $$
"""
_POSTGRESQL = """
CREATE OR REPLACE TRIGGER headless_note_change AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION headless_note_change()
"""
# Wagtail searches `title || body` and has an index over each alone, which PostgreSQL cannot use.
_SEARCH = """
CREATE INDEX IF NOT EXISTS headless_search_title_body
ON wagtailsearch_indexentry USING gin ((title || body))
"""
_SQLITE = """
CREATE TRIGGER IF NOT EXISTS headless_note_{event}_{table} AFTER {event} ON {table} BEGIN
DELETE FROM headless_pagechange;
INSERT INTO headless_pagechange (id) VALUES (abs(random() % 4611686018427387904));
END
"""


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield _FUNCTION
        yield from (_POSTGRESQL.format(table=table) for table in TABLES)
        yield _SEARCH
    elif vendor == "sqlite":
        for table in TABLES:
            for event in ("insert", "update", "delete"):
                yield _SQLITE.format(table=table, event=event)


def create(using: str = "default", **kwargs: Any) -> None:
    """Create what is missing of the triggers and of the search index (for `post_migrate`)."""
    database = connections[using]
    tables = database.introspection.table_names()
    if not {"headless_pagechange", "wagtailsearch_indexentry", *TABLES} <= set(tables):
        return  # half-migrated, or migrated back
    with database.cursor() as cursor:
        for statement in _statements(database.vendor):
            cursor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers before their table goes (for a migration backwards)."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS headless_note_change() CASCADE")
        schema_editor.execute("DROP INDEX IF EXISTS headless_search_title_body")
    elif vendor == "sqlite":
        for table in TABLES:
            for event in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS headless_note_{event}_{table}")


def prune() -> int:
    """Replace the rows by one with a higher number; return how many went. A duty of the worker."""
    from headless.models import PageChange

    with transaction.atomic():
        ids = list(PageChange.objects.order_by("id").values_list("id", flat=True))
        if connection.vendor != "postgresql" or len(ids) <= KEPT:
            return 0
        PageChange.objects.create()
        return PageChange.objects.filter(id__in=ids).delete()[0]
