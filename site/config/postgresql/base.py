"""The backend that `ENGINE` names."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

from config.postgresql.waits import CONNECT, deadline, seconds_left, silence, waiting


class DatabaseWrapper(base.DatabaseWrapper):
    """Refuses at once while the database is silent, or the request's time is over."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection of the pool; raise OperationalError where there is none in time."""
        if seconds_left(None) == 0 or silence.lasts():
            raise psycopg.OperationalError("The database gave no answer a moment ago.")
        try:
            with waiting(), deadline(CONNECT):
                return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            silence.begin()
            raise
