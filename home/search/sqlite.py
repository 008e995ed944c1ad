"""SQLite's full-text search with weights; imported where the database is SQLite alone.

modelsearch leaves every column of the full-text table at the same weight, and multiplies the scores
of several words, which are negative: of two words, the page that has them least came first. FTS5's
own bm25() reckons the whole question (SQLite's documentation of FTS5, 4.3).
"""

from typing import Any

from modelsearch.backends.database.sqlite.query import BM25
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)

# A word counts in the title as often as this. The table's columns: autocomplete, body, title.
TITLE = 50.0
_WEIGHTS = f"0.0, 1.0, {TITLE}"


class Weighted(BM25):
    """The score of the whole question; the lower, the better."""

    def as_sql(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, list[Any]]:
        """Return the call with a weight for each column."""
        sql, params = super().as_sql(compiler, connection)
        return f"{sql.removesuffix(')')}, {_WEIGHTS})", params


class WeightedCompiler(SQLiteSearchQueryCompiler):
    """Orders by one score."""

    def _build_rank_expression(self, vectors: Any, config: Any) -> Weighted:
        return Weighted()


class WeightedSQLiteBackend(SQLiteSearchBackend):
    """SQLite's backend with that order."""

    query_compiler_class = WeightedCompiler
