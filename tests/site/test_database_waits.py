"""How long a request may wait for the database: the waits count, its own work does not."""

import time

from django.db import connection

from config.postgresql.waits import deadline, seconds_left, waiting


def test_a_request_that_works_for_long_still_reads_the_database(db):
    """A page whose pictures are not made yet encodes for seconds between two queries."""
    with deadline(0.05):
        time.sleep(0.1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)


def test_waits_are_added_up_and_one_inside_another_counts_once():
    with deadline(100), deadline(50):
        with waiting(), waiting():
            time.sleep(0.05)
        once = 50 - seconds_left(None)
        with waiting():
            time.sleep(0.05)
        assert 0.05 <= once < 50 - seconds_left(None)
    assert seconds_left(7) == 7


def test_the_nearer_end_stays():
    with deadline(2), deadline(50):
        assert seconds_left(None) == 2
