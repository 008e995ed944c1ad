"""One PostgreSQL cluster for all fault tests, and a database of its own for each."""

import contextlib
import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import redis
from machines import Mailbox, Postgres, Site, free_port, postgres_binaries, wait_for
from needs import need

HERE = Path(__file__).parent
_numbers = itertools.count()


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)


@pytest.fixture(scope="session")
def cluster():
    need(postgres_binaries(), "PostgreSQL's server programs (Debian package postgresql)")
    postgres = Postgres()
    yield postgres
    postgres.remove()


@pytest.fixture(scope="session")
def template(cluster, tmp_path_factory):
    """A database with the tables and the content, to copy from."""
    cluster.execute("CREATE DATABASE template_site")
    site = Site(cluster.url("template_site"), tmp_path_factory.mktemp("template"))
    migrated = site.manage("migrate", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
    code = "import django; django.setup(); import fault_content; fault_content.make()"
    subprocess.run([sys.executable, "-c", code], env=site.environment, check=True)
    return "template_site"


@pytest.fixture
def mailbox():
    mailbox = Mailbox()
    yield mailbox
    mailbox.stop()


@pytest.fixture
def redis_server(tmp_path):
    need(shutil.which("redis-server"), "redis-server (Debian package redis-server)")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    client = redis.Redis(port=port)

    def answers():
        with contextlib.suppress(redis.RedisError):
            return client.ping()

    wait_for(answers)
    yield server, client, f"redis://127.0.0.1:{port}/0"
    server.kill()
    server.wait()
    client.close()


@pytest.fixture
def make_site(cluster, template, tmp_path, mailbox):
    """Return a function that gives a site on a fresh copy of the database."""
    sites = []

    def make(**options):
        database = f"site_{next(_numbers)}"
        cluster.execute(f"CREATE DATABASE {database} TEMPLATE {template}")
        site = Site(cluster.url(database), tmp_path, smtp_port=mailbox.port, **options)
        site.database = database
        sites.append(site)
        return site

    yield make
    for site in sites:
        site.kill()


@pytest.fixture
def site(make_site):
    """A site that serves, whose form has been read."""
    site = make_site()
    site.serve()
    site.read_form()
    return site
