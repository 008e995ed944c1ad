"""Staffed hours: who is there when, in words and in minutes, over midnight and summer time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from leads.hours import add_staffed_minutes, describe, is_staffed, next_staffed, when_called
from leads.models import StaffedHours

EASTERN = ZoneInfo("America/New_York")


def at(day, hour, minute=0, month=6):
    """A moment in June 2026, whose first day is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=EASTERN)


def test_without_hours_somebody_is_there_and_nothing_is_said(answerer):
    assert is_staffed(answerer, at(1, 3))
    assert next_staffed(answerer, at(1, 3)) is None
    assert when_called(answerer, at(1, 3)) == ""
    assert describe(answerer) == ""
    assert add_staffed_minutes(answerer, at(1, 3), 60) == at(1, 4)


def test_a_working_week(staffed):
    answerer = staffed("01234", 9, 17)
    assert describe(answerer) == "Monday to Friday, 9 am to 5 pm Eastern"
    assert is_staffed(answerer, at(1, 9))
    assert is_staffed(answerer, at(1, 16, 59))
    assert not is_staffed(answerer, at(1, 17))
    assert not is_staffed(answerer, at(6, 12))
    assert next_staffed(answerer, at(5, 18)) == at(8, 9)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(1, 10), "They are there now."),
        (at(1, 7), "They are there again today from 9 am Eastern."),
        (at(1, 18), "They are there again tomorrow from 9 am Eastern."),
        (at(5, 18), "They are there again on Monday from 9 am Eastern."),
    ],
)
def test_when_somebody_calls(staffed, moment, words):
    assert when_called(staffed("01234", 9, 17), moment) == words


def test_a_week_later_is_not_called_by_todays_name_alone(staffed):
    words = "They are there again next Monday from 9 am Eastern."
    assert when_called(staffed("0", 9, 17), at(1, 18)) == words


def test_a_promise_is_kept_in_staffed_time(staffed):
    answerer = staffed("01234", 9, 17)
    assert add_staffed_minutes(answerer, at(1, 10), 60) == at(1, 11)
    assert add_staffed_minutes(answerer, at(1, 16, 30), 60) == at(2, 9, 30)
    assert add_staffed_minutes(answerer, at(5, 18), 60) == at(8, 10)
    assert add_staffed_minutes(answerer, at(1, 9), 8 * 60) == at(1, 17)
    assert add_staffed_minutes(answerer, at(1, 9), 9 * 60) == at(2, 10)


def test_a_shift_over_midnight(staffed):
    answerer = staffed("4", 20, 4)  # Friday evening
    assert describe(answerer) == "Friday, 8 pm to 4 am Eastern"
    assert is_staffed(answerer, at(6, 3))
    assert not is_staffed(answerer, at(5, 3))
    assert not is_staffed(answerer, at(6, 4))


def test_day_and_night(staffed):
    answerer = staffed("0123456", 0, 0)
    assert describe(answerer) == "Every day, day and night Eastern"
    assert is_staffed(answerer, at(3, 0))
    assert add_staffed_minutes(answerer, at(1, 12), 60 * 24 * 3) == at(4, 12)


def test_shifts_that_overlap_count_once(staffed):
    staffed("0", 9, 13)
    answerer = staffed("0123456", 12, 15)
    assert add_staffed_minutes(answerer, at(1, 9), 5 * 60) == at(1, 14)


def test_hours_follow_summer_time(staffed):
    answerer = staffed("0123456", 9, 17)
    before = datetime(2026, 3, 7, 18, tzinfo=EASTERN)  # the clocks change that night
    assert next_staffed(answerer, before) == datetime(2026, 3, 8, 13, tzinfo=UTC)
    after = datetime(2026, 11, 1, 18, tzinfo=EASTERN)
    assert next_staffed(answerer, after) == datetime(2026, 11, 2, 14, tzinfo=UTC)


def test_a_shift_in_the_skipped_hour_is_no_shift(answerer):
    answerer.staffed_hours.add(StaffedHours(days="6", opens=time(2, 30), closes=time(3)))
    answerer.save()
    before = datetime(2026, 3, 8, 0, tzinfo=EASTERN)  # 2 am becomes 3 am
    assert next_staffed(answerer, before) == at(15, 2, 30, month=3)
    assert add_staffed_minutes(answerer, before, 10) == at(15, 2, 40, month=3)


def test_minutes_pass_as_they_do_while_the_clocks_change(answerer):
    before = datetime(2026, 3, 8, 1, 30, tzinfo=EASTERN)
    assert add_staffed_minutes(answerer, before, 60) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice(staffed, fold):
    answerer = staffed("0123456", 0, 0)
    moment = datetime(2026, 11, 1, 1, 30, tzinfo=EASTERN, fold=fold)
    assert is_staffed(answerer, moment)
    assert when_called(answerer, moment) == "They are there now."
    later = moment.astimezone(UTC) + timedelta(hours=1)
    assert add_staffed_minutes(answerer, moment, 60) == later


def test_a_moment_may_come_in_any_time_zone(staffed):
    answerer = staffed("0123456", 9, 17)
    assert is_staffed(answerer, at(1, 9).astimezone(UTC))
    assert not is_staffed(answerer, at(1, 9).astimezone(UTC) - timedelta(seconds=1))


def test_an_answerer_who_is_almost_never_there_has_a_last_promise(staffed):
    answerer = staffed("6", 9, 10)
    assert add_staffed_minutes(answerer, at(1, 9), 60 * 24) == at(1, 9) + timedelta(days=60)


def test_the_thank_you_says_who_calls_and_when(client, form_page, staffed):
    staffed("0123456", 0, 0)
    response = client.get("/call-me/thank-you/")
    html = response.content.decode()
    assert "Harbor Network" in html
    assert "They are there now." in html
    assert response["Cache-Control"] == "max-age=60"
