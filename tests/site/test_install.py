"""Another Wagtail project installs the wheel: `wagtail start`, migrate, every page type."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("create_every_page_type.py")

BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
APPS, ADDRESSES, SETTINGS = BLOCKS
SETTINGS += 'SILENCED_SYSTEM_CHECKS = ["altcha.W001"]  # one process, here\n'

# What this suite set for itself must not reach the other project.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}
}


def run(*command, cwd):
    done = subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def edit(path, old, new):
    text = path.read_text()
    assert old in text, path
    path.write_text(text.replace(old, new, 1))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project made by `wagtail start` in a virtual environment that holds our wheel alone."""
    folder = tmp_path_factory.mktemp("elsewhere")
    source = folder / "source"
    # A copy, so that building leaves nothing in the checkout; tracked and new files, no data.
    tracked = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(lambda name: (ROOT / name).is_file(), tracked.splitlines()):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    run(sys.executable, "-m", "venv", "venv", cwd=folder)
    python = str(folder / "venv/bin/python")
    run(python, "-m", "pip", "install", "--quiet", str(source), cwd=folder)
    run(str(folder / "venv/bin/wagtail"), "start", "elsewhere", cwd=folder)

    project = folder / "elsewhere"
    shutil.rmtree(project / "home")
    settings = project / "elsewhere/settings/base.py"
    edit(settings, '"home",\n', APPS)
    settings.write_text(f"{settings.read_text()}\n{SETTINGS}")
    edit(project / "elsewhere/urls.py", "urlpatterns = [", f"urlpatterns = [\n{ADDRESSES}")
    return project, python


@pytest.mark.install
def test_plugins_install_into_a_fresh_project(project):
    folder, python = project
    run(python, "manage.py", "check", "--fail-level", "WARNING", cwd=folder)
    run(python, "manage.py", "makemigrations", "--check", "--dry-run", cwd=folder)
    run(python, "manage.py", "migrate", "--verbosity", "0", cwd=folder)
    shutil.copy(SCRIPT, folder)
    output = run(python, SCRIPT.name, cwd=folder)
    assert "every page type answers" in output


@pytest.mark.install
def test_home_alone_needs_neither_call_backs_nor_articles(project):
    folder, python = project
    settings = folder / "elsewhere/settings/alone.py"
    settings.write_text(
        "from .dev import *\n"
        'INSTALLED_APPS = [a for a in INSTALLED_APPS if a not in {"treatment", "blog", "leads"}]\n'
        'ROOT_URLCONF = "elsewhere.urls_alone"\n'
        'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\n'
    )
    urls = (folder / "elsewhere/urls.py").read_text()
    ours = re.compile(r"^path.*(blog|leads|treatment)\.[a-z.]*urls.*\n", re.MULTILINE)
    (folder / "elsewhere/urls_alone.py").write_text(ours.sub("", urls))
    alone = ("--settings", "elsewhere.settings.alone")
    run(python, "manage.py", "check", *alone, cwd=folder)
    run(python, "manage.py", "makemigrations", "--check", "--dry-run", *alone, cwd=folder)
    run(python, "manage.py", "migrate", "--verbosity", "0", *alone, cwd=folder)
