"""Rows that come in another row's query: the same ones, in the same order, of the same types."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headless.rows import take_rows, with_rows
from leads.models import Answerer, LeadsSettings, PhoneLine, StaffedHours

HOURS = "answerer__staffed_hours"


@pytest.fixture
def answerer(db):
    answerer = Answerer.objects.create(name="Harbor")
    for place, opens in ((2, 6), (0, 22), (1, 8)):
        row = StaffedHours(opens=time(opens, 30), closes=time(12), sort_order=place)
        answerer.staffed_hours.add(row)
    answerer.save()
    return answerer


@pytest.fixture
def line(answerer):
    return PhoneLine.objects.create(label="Help", number="+12025550142", answerer=answerer)


def read(relation=HOURS):
    found = with_rows(PhoneLine.objects.select_related("answerer"), relation).get()
    take_rows(found, relation)
    return found


def test_they_are_those_that_the_relation_has(line):
    with CaptureQueriesContext(connection) as queries:
        rows = list(read().answerer.staffed_hours.all())
    assert len(queries) == 1
    stored = list(StaffedHours.objects.filter(answerer=line.answerer).order_by("sort_order"))
    assert rows == stored
    assert [vars(row) | {"_state": 0} for row in rows] == [
        vars(row) | {"_state": 0} for row in stored
    ]


def test_each_knows_whose_it_is_without_asking(line, django_assert_num_queries):
    found = read()
    with django_assert_num_queries(0):
        assert {row.answerer for row in found.answerer.staffed_hours.all()} == {line.answerer}


def test_a_row_without_any_has_none(line, django_assert_num_queries):
    StaffedHours.objects.all().delete()
    found = read()
    with django_assert_num_queries(0):
        assert list(found.answerer.staffed_hours.all()) == []


def test_what_is_asked_in_another_way_is_asked(line):
    assert read().answerer.staffed_hours.filter(opens=time(22, 30)).count() == 1


def test_behind_a_relation_that_leads_nowhere_there_is_nothing(site):
    settings = LeadsSettings.objects.create(site=site)
    relation = f"hotline__{HOURS}"
    found = with_rows(LeadsSettings.objects.all(), relation).get(pk=settings.pk)
    take_rows(found, relation)
    assert found.hotline is None
