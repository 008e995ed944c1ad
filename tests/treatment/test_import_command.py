"""The command: what it says, what it refuses, and that kill -9 costs nothing."""

import csv
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from treatment.models import DirectoryImport, FacilityPage, LocatorPage

ROOT = Path(__file__).resolve().parents[2]


def run_command(*arguments, **options):
    out, err = StringIO(), StringIO()
    call_command("import_facilities", *map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_it_imports_and_says_what_it_did(locator, row, write_rows, tmp_path):
    path = write_rows([row(), row(state="XX"), row(codes="ZZTOP", zip="02119")])
    report = tmp_path / "report.csv"
    out, err = run_command(path, "--report", report)
    assert "2 new, which make 2 profiles" in out
    assert "1 refused" in out
    assert "code ZZTOP is new" in out
    assert "Written: 3 of 3 rows (100%)" in err
    with report.open(encoding="utf-8-sig") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["file", "line", "action", "name", "reason"]
    assert lines[1][:4] == ["directory_2023.csv", "3", "refused", ""]
    assert lines[1][4].startswith("state: ")
    assert lines[2][2:4] == ["unknown code", "ZZTOP"]


def test_a_dry_run_tells_and_writes_nothing(locator, row, write_rows):
    out, _ = run_command(write_rows([row()]), "--dry-run")
    assert "1 new" in out
    assert not FacilityPage.objects.exists()
    assert not DirectoryImport.objects.exists()


def test_a_file_that_lacks_too_many_is_refused_unless_accepted(locator, row, write_rows):
    rows = [row(name1=f"House {n}", street1=f"{n} Oak St", zip=f"{n:05}") for n in range(1, 5)]
    run_command(write_rows(rows))
    with pytest.raises(CommandError, match="--accept-gone"):
        run_command(write_rows(rows[:1]))
    assert not FacilityPage.objects.exclude(gone_on=None).exists()
    out, _ = run_command(write_rows(rows[:1]), "--accept-gone")
    assert "3 gone" in out
    assert FacilityPage.objects.exclude(gone_on=None).count() == 3


def test_which_locator(home_page, row, write_rows):
    path = write_rows([row()])
    with pytest.raises(CommandError, match="Add a locator page first"):
        run_command(path)
    first, second = (
        home_page.add_child(instance=LocatorPage(title=name, slug=name)) for name in ("one", "two")
    )
    with pytest.raises(CommandError, match=rf"{first.pk} \(one\), {second.pk} \(two\)"):
        run_command(path)
    with pytest.raises(CommandError, match="no locator page 999"):
        run_command(path, "--locator", 999)
    run_command(path, "--locator", second.pk)
    assert FacilityPage.objects.get().get_parent().pk == second.pk


@pytest.mark.parametrize("name", ["missing.csv", "other.csv"])
def test_a_file_that_is_none_of_ours_is_refused_with_words(locator, tmp_path, name):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match=name):
        run_command(tmp_path / name)
    assert not DirectoryImport.objects.exists()


def test_a_report_that_cannot_be_written_is_told(locator, row, write_rows, tmp_path):
    with pytest.raises(CommandError, match="report cannot be written"):
        run_command(write_rows([row()]), "--report", tmp_path)


KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from treatment.importing import applying
from treatment.signals import facilities_changed

applying.CHUNK = 3
chunks = []

def die(**kwargs):
    chunks.append(1)
    if len(chunks) == 3:
        os.kill(os.getpid(), signal.SIGKILL)

if "--die" in sys.argv:
    sys.argv.remove("--die")
    facilities_changed.connect(die)
call_command("import_facilities", *sys.argv[1:])
"""
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from wagtail.models import Page
from home.models import HomePage
from treatment.models import LocatorPage
home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Home", slug="start"))
home.add_child(instance=LocatorPage(title="Find help", slug="find-help"))
"""
TELL = """
import django
django.setup()
from treatment.models import FacilityPage, FacilitySurvey
from wagtail.models import Page
for page in FacilityPage.objects.order_by("path"):
    codes = sorted(service.code for service in page.services.all())
    print(page.path, page.slug, page.street, codes, [phone.number for phone in page.phones.all()])
print(list(Page.objects.filter(slug="find-help").values_list("numchild")))
print(list(FacilitySurvey.objects.order_by("key", "kind").values_list("kind", "key", "digest")))
print(FacilityPage.objects.search("House").count())
"""


def run_python(database, code, *arguments):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "VAR_DIR": str(database.parent),
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_run_that_is_killed_ends_as_one_that_is_not(row, write_rows, tmp_path):
    rows = [row(name1=f"House {n}", street1=f"{n} Oak St", zip=f"{n:05}") for n in range(1, 11)]
    rows += [row(name1="House 1", street1="1 Oak St", zip="00001", type_facility="MH")]
    path = write_rows(rows)
    databases = [tmp_path / "killed.sqlite3", tmp_path / "whole.sqlite3"]
    assert run_python(databases[0], PREPARE).returncode == 0
    databases[1].write_bytes(databases[0].read_bytes())

    assert run_python(databases[0], KILLED, path, "--die").returncode == -signal.SIGKILL
    half = run_python(databases[0], TELL).stdout
    assert half.count("House") > 0 or half.count("oak") < 10
    again = run_python(databases[0], KILLED, path)
    assert "Going on where" in again.stdout, again.stderr
    assert run_python(databases[1], KILLED, path).returncode == 0
    told = [run_python(database, TELL).stdout for database in databases]
    assert told[0] == told[1]
    assert told[0].count("house-") == 10
