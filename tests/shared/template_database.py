"""A database with all migrations run, made once for each set of them.

Every test run copies it, and begins with a home page of ours.
"""

import fcntl
import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from wagtail.models import Page, Site

from home.models import HomePage

ROOT = Path(__file__).resolve().parents[2]


def use_copy() -> None:
    """Let the connection use a new copy, as Django's `create_test_db` would a new database."""
    _copy(connection.creation._get_test_db_name())


def use_copy_again() -> None:
    """Begin anew after a test that commits: the flush that follows it takes the root page, too."""
    _let_go()
    _copy(connection.settings_dict["NAME"])


def _copy(name: str) -> None:
    with _alone():
        (_copy_on_sqlite if connection.vendor == "sqlite" else _copy_on_postgresql)(name)
    # Asked of SQLite once in a process, as a migration would: not first of one that is away.
    assert connection.features.supports_json_field
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    _build_site()


def _build_site() -> None:
    """Put a published home page in the place of Wagtail's welcome."""
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Harbor", slug="home"))
    home.save_revision().publish()
    Site.objects.create(
        hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Harbor"
    )


def drop_copy() -> None:
    """Forget the copy."""
    name = connection.settings_dict["NAME"]
    _let_go()
    if connection.vendor != "sqlite":
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _copy_on_sqlite(name: str) -> None:
    template = ROOT / "var" / f"{_template()}.sqlite3"
    if not template.exists():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        half = template.with_suffix(".half")
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as target:
            connection.connection.backup(target)
        half.rename(template)
        return
    _point_at(name)
    connection.ensure_connection()
    with closing(sqlite3.connect(template)) as source:
        source.backup(connection.connection)


def _copy_on_postgresql(name: str) -> None:
    template = _template()
    test = connection.settings_dict["TEST"]
    if not _execute("SELECT 1 FROM pg_database WHERE datname = %s", template):
        own, half = test["NAME"], f"{template}_half"
        test["NAME"] = half
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        test["NAME"] = own
        _let_go()
        _execute(f'ALTER DATABASE "{half}" RENAME TO "{template}"')
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _point_at(name)


def _template() -> str:
    """Return a name of this checkout's for what its migrations make."""
    digest = hashlib.sha256(__file__.encode())
    for config in apps.get_app_configs():
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(f"{config.label} {file.name}".encode() + file.read_bytes())
    return f"test_template_{digest.hexdigest()[:12]}"


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process of this machine makes or copies the template."""
    with (Path(tempfile.gettempdir()) / "test-template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _execute(sql: str, *values: str) -> list:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def _point_at(name: str) -> None:
    _let_go()
    connection.settings_dict["NAME"] = settings.DATABASES[connection.alias]["NAME"] = name


def _let_go() -> None:
    connection.close()
    if connection.vendor != "sqlite":
        connection.close_pool()
