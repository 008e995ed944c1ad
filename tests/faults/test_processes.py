"""Processes killed at the worst moment, and many at work at once."""

from concurrent.futures import ThreadPoolExecutor

import requests
from machines import wait_for

EXPIRED = "UPDATE headless_delivery SET lease_until = now() - interval '1 second'"
THOUSAND = """
    INSERT INTO headless_delivery (uid, channel, target, unique_key, payload, status, attempts,
        created_at, due_at, maybe_sent_before, last_error)
    SELECT gen_random_uuid(), 'leads.notice', 'recipient:' || n % 7, 'bulk:' || n,
        jsonb_build_object('topic', 'received', 'request', r.id, 'recipient', t.id),
        'waiting', 0, now(), now(), false, ''
    FROM generate_series(1, 1000) n, leads_callbackrequest r, leads_recipient t
"""


def test_the_site_is_killed_between_commit_and_answer(site, mailbox):
    (site.folder / "pause").touch()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(site.ask)
        wait_for(lambda: site.count("leads_callbackrequest") == 1)
        site.kill()
        assert isinstance(answer.exception(), requests.ConnectionError)
    (site.folder / "pause").unlink()
    site.serve()
    assert site.ask().headers["Location"].startswith("/call-me/thank-you/")  # the caller retries
    site.manage("deliver", "--once")
    assert site.count("leads_callbackrequest") == 1
    assert len(mailbox.mails) == 1


def test_the_worker_is_killed_in_mid_send(site, mailbox):
    site.ask()
    mailbox.behave = "hang"
    site.work()
    assert mailbox.waiting.wait(30)
    site.kill()
    mailbox.behave = "accept"
    site.manage("deliver", "--once")
    assert len(mailbox.mails) == 1  # the lease holds
    site.manage(
        "shell", "-c", f"from django.db import connection as c; c.cursor().execute({EXPIRED!r})"
    )
    site.manage("deliver", "--once")
    assert len(mailbox.mails) == 2
    assert len(set(mailbox.ids())) == 1
    rows = site.rows("SELECT status, maybe_sent_before FROM headless_delivery")
    assert rows == [("delivered", True)]


def test_ten_identical_requests_at_once_are_one(site, mailbox):
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: site.ask(), range(10)))
    assert {answer.status_code for answer in answers} == {303}
    site.manage("deliver", "--once")
    assert site.count("leads_callbackrequest") == 1
    assert len(mailbox.mails) == 1


def test_a_thousand_deliveries_and_two_workers(site, mailbox, cluster):
    site.ask()
    site.manage("deliver", "--once")
    mailbox.mails.clear()
    cluster.execute(THOUSAND, site.database)
    site.work()
    site.work()
    undelivered = "SELECT count(*) FROM headless_delivery WHERE status <> 'delivered'"
    wait_for(lambda: site.rows(undelivered) == [(0,)], seconds=120)
    assert len(mailbox.mails) == 1000
    assert len(set(mailbox.ids())) == 1000
    marked = site.rows("SELECT count(*) FROM headless_delivery WHERE maybe_sent_before")
    assert marked == [(0,)]


def test_the_key_rotation_is_killed_and_run_again(site):
    for number in range(30):
        site.ask(comments=f"Call {number}")
    old = "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMhISE="
    new = "b3RoZXItdGVzdC1vbmx5LWtleS0zMi1ieXRlcy1sb24="
    code = (
        "import django; django.setup();"
        "from django.conf import settings; settings.LEADS_ENCRYPTION_KEYS = {keys!r};"
        "import leads.rotation; leads.rotation.BATCH = 5;"
    )
    rotate = "import sys, os; steps = leads.rotation.rotate();"
    python = site.environment, code.format(keys=[new, old])
    killed = _python(*python, f"{rotate} next(steps); next(steps); os.kill(os.getpid(), 9)")
    assert killed.returncode == -9
    assert _python(*python, f"{rotate} print(list(steps))").returncode == 0
    read = "from leads.models import CallbackRequest as C; print(len({r.comments for r in C.objects.all()}))"  # noqa: E501
    found = _python(site.environment, code.format(keys=[new]), read)
    assert found.stdout.strip() == "30", found.stderr


def _python(environment, *parts):
    import subprocess
    import sys

    return subprocess.run(
        [sys.executable, "-c", "".join(parts)],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
