"""Shared by the treatment tests: a locator, a program index, and quick ways to add below them."""

import csv
from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from home.progress import silent
from treatment.importing import runs
from treatment.importing.applying import apply
from treatment.importing.formats import directory
from treatment.importing.reading.tables import clean_values
from treatment.importing.sources import open_source
from treatment.models import FacilityPage, FacilityPhone, LocatorPage, ProgramIndexPage, ProgramPage


@pytest.fixture
def locator(home_page):
    page = home_page.add_child(instance=LocatorPage(title="Find help", slug="find-help"))
    page.save_revision().publish()
    return page


@pytest.fixture
def program_index(home_page):
    return home_page.add_child(instance=ProgramIndexPage(title="Programs", slug="programs"))


@pytest.fixture
def add_program(program_index):
    def add(title, **fields):
        page = ProgramPage(title=title, slug=title.lower().replace(" ", "-"), **fields)
        return program_index.add_child(instance=page)

    return add


@pytest.fixture
def add_facility(locator):
    def add(title, *, phones=("202-555-0100",), **fields):
        place = {"street": "1 Main St", "city": "Boston", "state": "MA", "zip": "02118"}
        slug = title.lower().replace(" ", "-")
        page = FacilityPage(title=title, slug=slug, **{**place, **fields})
        page.phones = [FacilityPhone(number=number) for number in phones]
        return locator.add_child(instance=page)

    return add


@pytest.fixture
def record_of():
    """Read a row of a directory as the import does."""

    def read(row):
        return directory.read_row(clean_values(row), 2, None)

    return read


@pytest.fixture
def make_private():
    def restrict(page):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    return restrict


@pytest.fixture
def row():
    """Return a function that gives a row of the geocoded directory."""

    def make(**columns):
        plain = {
            "name1": "Quiet Harbor",
            "name2": "",
            "street1": "1 Main St",
            "street2": "",
            "city": "Boston",
            "state": "MA",
            "zip": "02118",
            "phone": "617-555-0100",
            "intake1": "",
            "intake2": "",
            "website": "",
            "codes": "SA * OIT * MD",
            "type_facility": "SU",
            "latitude": "42.338000",
            "longitude": "-71.071000",
            "geo_source": "address2021",
        }
        row = {**plain, **columns}
        row["service_code_info"] = row.pop("codes")
        return row

    return make


@pytest.fixture
def write_rows(tmp_path):
    """Return a function that writes rows as a file of the geocoded directory."""

    def write(rows, name="directory_2023.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def import_rows(locator, write_rows):
    """Return a function that imports rows and returns the finished run."""

    def run_import(rows, *, as_of=date(2023, 1, 1), complete=True, apply_it=True):
        sources = [open_source(write_rows(rows), as_of=as_of, complete=complete)]
        run = runs.begin(locator, sources)
        runs.compare(run, sources, silent)
        if apply_it:
            run.accept_gone = True
            run.save()
            apply(run, silent)
            run.refresh_from_db()
        return run

    return run_import
