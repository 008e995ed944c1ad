"""The counters: shared by processes, and followed from machine to machine."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis
from django.conf import settings

from headless.cache.following import TRUSTED, FollowedGenerations, Follower
from headless.cache.generations import SLOTS, Generations, NotToldError, slot_of

BUMP = """
import sys
from pathlib import Path
from headless.cache.generations import Generations
generations = Generations(Path(sys.argv[1]))
for number in range(2_000):
    generations.bump(["page-1"])
"""


def bump_in_a_process(path):
    return subprocess.Popen([sys.executable, "-c", BUMP, str(path)], env={**os.environ})


def count(generations, tag):
    return generations.snapshot()[slot_of(tag)]


def test_no_bump_of_many_processes_and_threads_is_lost(tmp_path):
    path = tmp_path / "generations"
    mine = Generations(path)
    processes = [bump_in_a_process(path) for _ in range(3)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: mine.bump(["page-1"]), range(2_000)))
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert count(mine, "page-1") == mine.bumps() == 8_000


def test_a_bump_is_seen_at_once_through_another_mapping(tmp_path):
    here, there = (Generations(tmp_path / "generations") for _ in range(2))
    slots = slot_of("page-1"), slot_of("page-2")
    before = there.snapshot()
    counts = tuple(before[slot] for slot in slots)
    assert there.unchanged(slots, counts)
    here.bump(["page-2"])
    assert not there.unchanged(slots, counts)
    assert there.unchanged(slots[:1], counts[:1])
    assert there.bumps() == 1
    assert here.name == there.name


def test_everything(tmp_path):
    generations = Generations(tmp_path / "generations")
    generations.bump_all()
    assert set(generations.snapshot()[:SLOTS]) == {1}


def test_a_file_of_another_size_is_made_right(tmp_path):
    path = tmp_path / "var" / "generations"
    path.parent.mkdir()
    path.write_bytes(b"something else")
    Generations(path).bump(["page-1"])
    assert path.stat().st_size == (SLOTS + 8) * 8


# Several machines: two files stand for two of them.


def wait_for(what):
    deadline = time.monotonic() + TRUSTED / 1e9 * 5
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def trusted(generations):
    return time.monotonic_ns() < generations.trusted_until


@pytest.fixture
def address():
    address = settings.CACHES["default"].get("LOCATION")
    if not isinstance(address, str) or not address.startswith("redis"):
        pytest.skip("TEST_REDIS_URL is empty.")
    redis.Redis.from_url(address).delete("headless:bumps")
    return address


@pytest.fixture
def machines(address, tmp_path):
    machines = [FollowedGenerations(tmp_path / name, address) for name in ("a", "b")]
    followers = [Follower(machine) for machine in machines]
    for follower in followers:
        follower.start()
    wait_for(lambda: all(map(trusted, machines)))
    yield machines
    for follower in followers:
        follower.stop()
    for follower in followers:
        follower.join()


def test_nothing_is_trusted_before_somebody_follows(address, tmp_path):
    assert not trusted(FollowedGenerations(tmp_path / "a", address))


def test_a_bump_comes_to_the_other_machine(machines):
    here, there = machines
    before_here, before_there = count(here, "page-1"), count(there, "page-1")
    here.bump(["page-1"])
    assert count(here, "page-1") == before_here + 1
    wait_for(lambda: count(there, "page-1") == before_there + 1)
    there.bump(["page-1"])
    wait_for(lambda: count(here, "page-1") == before_here + 2)  # each counts each once


def test_one_process_of_a_machine_follows_and_another_takes_over(machines):
    here, there = machines
    second = Follower(FollowedGenerations(here.path, settings.CACHES["default"]["LOCATION"]))
    second.start()
    before = count(here, "page-1")
    there.bump(["page-1"])
    wait_for(lambda: count(here, "page-1") > before)
    assert count(here, "page-1") == before + 1
    second.stop()
    second.join()


def test_who_loses_redis_trusts_nothing_after_a_second(tmp_path):
    lost = FollowedGenerations(tmp_path / "a", "redis://127.0.0.1:1/0")
    follower = Follower(lost)
    lost.trusted_until = time.monotonic_ns() + TRUSTED
    follower.start()
    wait_for(lambda: not trusted(lost))
    with pytest.raises(NotToldError):
        lost.bump(["page-1"])
    assert count(lost, "page-1") == 1  # here at once all the same
    follower.stop()
    follower.join()


def test_a_site_without_its_redis_works(front, settings, tmp_path, home_page):
    from headless.cache import shared, wsgi

    options = {"FILE": tmp_path / "other", "REDIS_URL": "redis://127.0.0.1:1/0"}
    settings.ANSWER_CACHE = {**settings.ANSWER_CACHE, **options}
    shared.generations.cache_clear()
    front.cache = wsgi.kept(front.django)
    for _ in range(2):
        assert front.get("/").status == 200
    assert len(front.made) == 2  # nothing is answered from memory
