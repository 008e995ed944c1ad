"""The settings refuse what is unsafe, and the README tells the truth about the environment."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.databases import database
from config.env import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "k7" * 30 + "unguessable-characters",
    "ALLOWED_HOSTS": "example.org",
    "LEADS_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "LEADS_HASH_KEY": "hash-key-for-a-test-of-the-settings",
    "BASE_URL": "https://example.org",
    "REDIS_URL": "redis://127.0.0.1:6379/15",
}


def manage(tmp_path, *arguments, **environment):
    """Run manage.py in a process of its own with nothing but this environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_check_has_no_warning(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_a_proxy_whose_callers_would_share_one_address_is_warned_of(tmp_path):
    told = manage(tmp_path, "check", "--deploy", BEHIND_PROXY="1", **PRODUCTION)
    assert "leads.W002" in told.stderr
    behind = {**PRODUCTION, "BEHIND_PROXY": "1", "TRUSTED_PROXIES": "1"}
    assert "leads.W002" not in manage(tmp_path, "check", "--deploy", **behind).stderr


@pytest.mark.parametrize("for_requests", [True, False])
def test_only_commands_leave_cursors_on_the_server(for_requests):
    """A request may not read one to its end; a command reads many rows."""
    settings = database("postgres://h/d", default_path=ROOT, pool_size=1, for_requests=for_requests)
    assert settings["DISABLE_SERVER_SIDE_CURSORS"] is for_requests


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "example.org,*"}, "ALLOWED_HOSTS"),
        ({"LEADS_ENCRYPTION_KEYS": ""}, "LEADS_ENCRYPTION_KEYS"),
        ({"LEADS_HASH_KEY": ""}, "LEADS_HASH_KEY"),
        ({"DATABASE_POOL_SIZE": "many"}, "DATABASE_POOL_SIZE"),
        ({"LOCATOR_TILES_URL": "https://tiles.example.org/"}, "LOCATOR_TILES_URL"),
        ({"LOCATOR_TILES_URL": "https://a.org; x/{z}/{x}/{y}"}, "LOCATOR_TILES_URL"),
    ],
)
def test_production_refuses_to_start(tmp_path, change, complaint):
    done = manage(tmp_path, "check", **{**PRODUCTION, **change})
    assert done.returncode != 0
    assert complaint in done.stderr


def test_production_is_never_debug(tmp_path):
    done = manage(tmp_path, "diffsettings", DEBUG="1", DJANGO_DEBUG="1", **PRODUCTION)
    assert not re.search(r"^DEBUG = True", done.stdout, re.MULTILINE)


def test_demo_content_is_refused_in_production(tmp_path):
    done = manage(tmp_path, "load_demo", **PRODUCTION)
    assert done.returncode != 0


def test_no_migration_is_missing(tmp_path):
    done = manage(tmp_path, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout


def test_readme_lists_every_variable_and_no_other():
    readme = (ROOT / "README.md").read_text()
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", readme, re.MULTILINE)
    assert [name for name, _, _ in rows] == list(VARIABLES)
    for name, default, help_text in rows:
        assert default.strip("`") == (VARIABLES[name].default or "–")
        assert help_text == VARIABLES[name].help


def test_only_one_module_reads_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("site", "headless", "home", "leads", "blog", "treatment")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    }
    assert readers == {"site/config/env.py"}


def test_the_time_zones_offered_are_those_that_browsers_know(settings):
    """`localtime`, which Debian lists, broke the script of everybody's account page."""
    assert "America/New_York" in settings.WAGTAIL_USER_TIME_ZONES
    assert {"localtime", "Factory"}.isdisjoint(settings.WAGTAIL_USER_TIME_ZONES)
