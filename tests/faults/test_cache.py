"""Exact across worker processes, and after a process that died at the worst moment."""

from concurrent.futures import ThreadPoolExecutor

import requests
from machines import wait_for

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
