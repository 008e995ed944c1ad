"""A database that says nothing: its processes are stopped, or a table is locked.

No client here waits longer than ten seconds: who must wait longer fails with a time-out.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
import requests
from machines import wait_for
from test_cache import ask_all_workers, titles
from test_database import drained

PATIENCE = 10  # seconds
QUERY = "?query=that+no+cache+holds"


@contextmanager
def stopped(cluster):
    cluster.freeze()
    try:
        yield
    finally:
        cluster.thaw()


@contextmanager
def locked(site, *tables):
    with psycopg.connect(site.database_url) as connection:
        connection.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        yield
        connection.rollback()


@contextmanager
def readers_of_cold_pages(site, number):
    """Readers who ask, again and again, for pages that no cache holds."""
    going = [True]

    def read(reader):
        statuses = set()
        count = 0
        while going:
            count += 1
            url = f"{site.address}/call-me/?reader={reader}-{count}"
            statuses.add(requests.get(url, timeout=PATIENCE).status_code)
        return statuses

    with ThreadPoolExecutor(number) as pool:
        answers = [pool.submit(read, reader) for reader in range(number)]
        try:
            yield answers
        finally:
            going.clear()


def post(site, **fields):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(site.ask, **fields).result(timeout=PATIENCE)


def ready(site):
    return requests.get(f"{site.address}/health/ready", timeout=PATIENCE)


def test_posts_are_spooled_and_stored_once(site, cluster, mailbox):
    with stopped(cluster), ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(site.ask, comments=f"Call {number}") for number in range(8)]
        answers = [answer.result(timeout=PATIENCE) for answer in asked]
    assert {answer.headers["Location"] for answer in answers} == {"/call-back/received/"}
    assert len(site.spooled()) == 8
    wait_for(lambda: ready(site).ok)
    drained(site, mailbox, 8)
    assert post(site).headers["Location"].startswith("/call-me/thank-you/")


def test_pages_from_memory_and_posts_while_cold_ones_wait(site, cluster):
    ask_all_workers(site)
    with stopped(cluster), readers_of_cold_pages(site, 24) as cold:
        for number in range(5):
            assert titles(ask_all_workers(site), "Call me") == {"Call me"}
            answer = post(site, comments=f"Call {number}")
            assert answer.headers["Location"] == "/call-back/received/"
        assert ready(site).json()["checks"]["database"] is False
    assert set().union(*(answer.result() for answer in cold)) == {503}
    wait_for(lambda: ready(site).ok)
    assert requests.get(f"{site.address}/call-me/{QUERY}", timeout=PATIENCE).ok


@pytest.mark.parametrize("table", ["wagtailcore_page", "leads_callbackrequest"])
def test_a_locked_table(site, mailbox, table):
    ask_all_workers(site)
    with locked(site, table):
        with readers_of_cold_pages(site, 24 if table == "wagtailcore_page" else 1):
            assert titles(ask_all_workers(site), "Call me") == {"Call me"}
            for number in range(3):
                answer = post(site, comments=f"Call {number}")
                assert answer.headers["Location"] == "/call-back/received/"
        assert ready(site).ok
    drained(site, mailbox, 3)


def test_the_locked_page_table_answers_503_to_be_tried_again(site):
    with locked(site, "wagtailcore_page"):
        answer = requests.get(f"{site.address}/call-me/{QUERY}", timeout=PATIENCE)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "tel:988" in answer.text


def test_the_api_queues_what_it_cannot_store(site, mailbox):
    number = site.rows("SELECT page_ptr_id FROM leads_callbackformpage")[0][0]
    address = f"{site.address}/api/v2/forms/{number}/"
    form = requests.get(address, timeout=PATIENCE).json()
    given = {
        consent["purpose"]: {"given": consent["required"], "version": consent["version"]}
        for consent in form["consents"]
    }
    body = {"fields": {"phone": "202-555-0142", "best_time": "any"}, "consents": given}
    with locked(site, "leads_callbackrequest"):
        answer = requests.post(f"{address}requests/", json=body, timeout=PATIENCE)
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    drained(site, mailbox, 1)


def test_every_connection_is_in_use(site, mailbox):
    """More people ask than the site has connections, and each of these waits for a lock."""
    with locked(site, "leads_consentrecord"):
        with ThreadPoolExecutor(24) as pool:
            asked = [pool.submit(site.ask, comments=f"Call {number}") for number in range(24)]
            answers = [answer.result(timeout=PATIENCE) for answer in asked]
        assert {answer.headers["Location"] for answer in answers} == {"/call-back/received/"}
    wait_for(lambda: ready(site).ok)
    drained(site, mailbox, 24)
