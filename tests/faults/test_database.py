"""The database dies before, in and after the commit; is read-only; has no connection left."""

import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import requests
from machines import wait_for

SLOW_INSERT = """
    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(3); RETURN NEW; END';
    CREATE TRIGGER wait {when} INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION wait();
"""
NO_TRIGGER = "DROP FUNCTION IF EXISTS wait CASCADE"


def drained(site, mailbox, expected):
    """Drain and deliver, and say that each request is there once, and told once.

    Alike as they are, they are a burst: some have a mail of their own, a digest counts the rest.
    """
    worked = site.manage("deliver", "--once")
    assert worked.returncode == 0, worked.stderr
    assert site.count("leads_callbackrequest") == expected
    assert site.count("leads_consentrecord") == 3 * expected
    assert len(set(mailbox.ids())) == len(mailbox.mails)
    [[in_digests]] = site.rows("SELECT coalesce(sum(requests), 0) FROM leads_digest")
    assert len(mailbox.mails) + in_digests == expected
    assert not site.spooled()


def test_the_database_dies_while_people_ask(site, cluster, mailbox):
    def ask(number):
        time.sleep(number * 0.05)
        return site.ask(comments=f"Call {number}")

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, number) for number in range(40)]
        time.sleep(0.8)
        cluster.kill()
        time.sleep(6)  # longer than a request waits for a connection
        cluster.start()
        answers = [answer.result() for answer in answers]
    assert {answer.status_code for answer in answers} == {303}
    received = [a for a in answers if a.headers["Location"].endswith("/call-back/received/")]
    assert 0 < len(received) < 40
    drained(site, mailbox, 40)


@pytest.mark.parametrize(
    ("table", "when"),
    [("leads_callbackrequest", "BEFORE"), ("headless_delivery", "AFTER")],
)
def test_it_dies_within_the_transaction(site, cluster, mailbox, table, when):
    cluster.execute(SLOW_INSERT.format(table=table, when=when), site.database)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(site.ask)
        time.sleep(1)
        cluster.kill()
        answer = answer.result()
        cluster.start()
    assert answer.headers["Location"] == "/call-back/received/"
    assert len(site.spooled()) == 1
    cluster.execute(NO_TRIGGER, site.database)
    drained(site, mailbox, 1)
    assert site.ask().headers["Location"].startswith("/call-me/thank-you/")  # and works again
    assert site.count("leads_callbackrequest") == 1


def test_a_database_that_only_reads(site, cluster, mailbox):
    database = site.database
    cluster.execute(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    others = f"datname = '{database}' AND pid <> pg_backend_pid()"
    cluster.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    answer = site.ask()
    assert answer.headers["Location"] == "/call-back/received/"
    page = requests.get(site.address + answer.headers["Location"], timeout=10)
    assert page.status_code == 200
    assert "tel:988" in page.text
    cluster.execute(f"ALTER DATABASE {database} RESET default_transaction_read_only")
    drained(site, mailbox, 1)


def test_no_connection_is_left(site, cluster, mailbox):
    site.kill()
    site.serve()
    mine = (
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{site.database}'"
    )
    with contextlib.ExitStack() as held:
        control = held.enter_context(psycopg.connect(cluster.url(), autocommit=True))
        for _ in range(3):  # the site's own pool keeps one, and would have it back
            with contextlib.suppress(psycopg.OperationalError):
                while True:
                    held.enter_context(psycopg.connect(cluster.url()))
            control.execute(mine)
            time.sleep(0.2)
        with contextlib.suppress(psycopg.OperationalError):
            while True:
                held.enter_context(psycopg.connect(cluster.url()))
        answer = site.ask()
    assert answer.headers["Location"] == "/call-back/received/"
    drained(site, mailbox, 1)


def test_neither_database_nor_disk(site, cluster):
    (site.folder / "spool").write_text("a file stands where the folder should be")
    cluster.kill()
    try:
        answer = site.ask()
    finally:
        cluster.start()
    assert answer.status_code == 503
    assert "We have not received your request" in answer.text
    assert "tel:988" in answer.text
    wait_for(lambda: site.count("leads_callbackrequest") == 0)


def test_a_page_asked_for_while_it_is_away_names_the_numbers(site, cluster):
    cluster.kill()
    try:
        answer = requests.get(f"{site.address}/call-me/", timeout=20)
    finally:
        cluster.start()
    assert answer.status_code == 503
    assert "tel:988" in answer.text
