"""Exact across worker processes, and after a process that died at the worst moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from machines import Site, wait_for

TITLE = """
from leads.models import CallbackFormPage as P
p = P.objects.get(slug='call-me'); p.title = '{title}'; p.save_revision().publish()
"""
# Dies when the change has committed, before anything was bumped.
DIES = """
from leads.models import CallbackFormPage as P
p = P.objects.get(slug='call-me'); p.title = 'Lost'; revision = p.save_revision()
import os
from headless.cache.generations import Generations
Generations.bump = lambda *_: os.kill(os.getpid(), 9)
revision.publish()
"""


def run(site, code):
    return site.manage("shell", "-v", "0", "-c", code)


def ask(site, path="/call-me/"):
    return requests.get(site.address + path, timeout=10)


def ask_all_workers(site):
    """Ask often enough, each time over a new connection, that every worker answers."""
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda _: ask(site), range(40)))


def titles(answers, *possible):
    return {title for answer in answers for title in possible if f"<h1>{title}</h1>" in answer.text}


def test_no_worker_sends_an_old_answer_after_the_commit(site):
    before = "Call me"
    for number in range(5):
        assert titles(ask_all_workers(site), before) == {before}
        assert "surrogate-key" in ask(site).headers
        after = f"Title {number}"
        assert run(site, TITLE.format(title=after)).returncode == 0
        assert titles(ask_all_workers(site), before, after) == {after}
        before = after


def test_killed_between_commit_and_bump(site):
    ask_all_workers(site)
    site.work()
    assert run(site, DIES).returncode == -9
    assert ("Lost",) in site.rows("SELECT title FROM wagtailcore_page")
    wait_for(lambda: site.rows("SELECT 1 FROM headless_contentchange WHERE NOT bumped") == [])
    assert titles(ask_all_workers(site), "Call me", "Lost") == {"Lost"}


def test_killed_between_commit_and_bump_and_started_again(site):
    ask_all_workers(site)
    run(site, DIES)
    assert titles(ask_all_workers(site), "Call me", "Lost") == {"Call me"}  # nobody told them
    site.kill()
    site.serve()
    assert titles(ask_all_workers(site), "Call me", "Lost") == {"Lost"}
    assert site.rows("SELECT 1 FROM headless_contentchange WHERE NOT bumped") == []


def test_the_database_is_away(site, cluster):
    ask_all_workers(site)
    cluster.kill()
    try:
        assert titles(ask_all_workers(site), "Call me") == {"Call me"}
    finally:
        cluster.start()


def test_redis_is_away(make_site, redis_server):
    server, _, address = redis_server
    site = make_site(redis_url=address)
    site.environment["ANSWER_CACHE_REDIS_URL"] = address
    site.serve()
    wait_for(lambda: "surrogate-key" in ask(site).headers)
    server.kill()
    wait_for(lambda: "surrogate-key" not in ask(site).headers)
    done = run(site, TITLE.format(title="Without Redis"))
    assert done.returncode == 0, done.stderr
    assert titles(ask_all_workers(site), "Call me", "Without Redis") == {"Without Redis"}


def test_sync_follows_what_is_committed(site):
    walk = ask(site, "/api/v2/sync/").json()
    assert {item["object"] for item in walk["items"]} == {"page"}
    cursor = walk["cursor"]
    run(site, TITLE.format(title="Changed"))
    changes = ask(site, f"/api/v2/sync/?cursor={cursor}").json()
    assert [(item["change"], item["title"]) for item in changes["items"]] == [
        ("changed", "Changed")
    ]
    run(site, "from wagtail.models import Page; Page.objects.get(slug='call-me').unpublish()")
    gone = ask(site, f"/api/v2/sync/?cursor={changes['cursor']}").json()
    assert [(item["change"], item["paths"]) for item in gone["items"]] == [
        ("removed", ["/call-me/"])
    ]
    assert not gone["more"]


# Redirects written one by one and in bulk, outside of any transaction, as a shell does it.
WRITES = """
from wagtail.contrib.redirects.models import Redirect
from headless.models import ContentChange

def told(after):
    rows = ContentChange.objects.filter(pk__gt=after).exclude(type='')
    assert all(row.bumped for row in rows)
    return sorted((row.object_id, row.kind) for row in rows)

def last():
    return ContentChange.objects.order_by('pk').last().pk if ContentChange.objects.exists() else 0

def redirect(path):
    return Redirect(old_path=path, redirect_link='https://example.org/')

begun = last()
one = redirect('/a'); one.save()
assert told(begun) == [(one.pk, 'created')], told(begun)
two, three = Redirect.objects.bulk_create([redirect('/b'), redirect('/c')])
ids = sorted([one.pk, two.pk, three.pk])
begun = last()
assert Redirect.objects.update(is_permanent=False) == 3
assert told(begun) == [(pk, 'changed') for pk in ids], told(begun)
begun = last()
Redirect.objects.all().delete()
assert told(begun) == [(pk, 'removed') for pk in ids], told(begun)
"""


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_write_outside_of_transactions_and_its_note_are_one(vendor, make_site, tmp_path):
    if vendor == "sqlite":
        site = Site(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
        site.manage("migrate", "--verbosity", "0")
    else:
        site = make_site()
    done = run(site, WRITES)
    assert done.returncode == 0, done.stderr


# The first to write commits last: its row has the lower number, and must come all the same.
OPEN = """
from threading import Thread
from django.db import connection, connections, transaction
from headless.changes import cursors, ledger
from headless.changes.effects import Kind

def in_another_thread(function):
    def go():
        try:
            function()
        finally:
            connection.close()
    thread = Thread(target=go)
    thread.start()
    thread.join()

def write(number):
    change = ledger.Change('page', number, Kind.REMOVED)
    with transaction.atomic():
        ledger.note(connections['default'], ledger.Effect(set(), [change]))

def read(cursor):
    rows = list(cursors.after(cursor))
    seen.extend(row.object_id for row in rows)
    return cursors.Cursor(rows[-1].transaction, rows[-1].pk) if rows else cursor

begun = cursors.begin()
begun, seen = cursors.Cursor(begun.transaction, begun.change), []
with transaction.atomic():
    write(1)
    in_another_thread(lambda: write(2))
    in_another_thread(lambda: read(begun))
assert seen == [], seen
cursor = read(begun)
assert sorted(seen) == [1, 2], seen
for number in (3, 4, 5):
    write(number)
read(cursor)
assert sorted(seen) == [1, 2, 3, 4, 5], seen
"""


def test_sync_misses_nothing_while_transactions_are_open(make_site):
    done = run(make_site(), OPEN)
    assert done.returncode == 0, done.stderr
