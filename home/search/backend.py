"""The search backend of the database in use, with weights on SQLite too.

PostgreSQL weighs by the fields' `boost`. WAGTAILSEARCH_BACKENDS names this module; with Wagtail's
own backend the search works, in a poorer order.
"""

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - Wagtail asks for this name
    """Return the backend; on a SQLite without FTS5, Wagtail's plain one."""
    backend = database.SearchBackend(params)
    if connection.vendor != "sqlite" or not database.USE_SQLITE_FTS:
        return backend
    from home.search.sqlite import WeightedSQLiteBackend  # elsewhere its table is no model

    return WeightedSQLiteBackend(params)
