"""Shared by the treatment tests: a locator, a program index, and quick ways to add below them."""

import pytest
from wagtail.models import PageViewRestriction

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
def make_private():
    def restrict(page):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    return restrict
