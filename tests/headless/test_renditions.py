"""Each size of a picture is encoded once, whoever asks meanwhile; what nobody needs goes."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection, connections
from template_database import use_copy_again
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from headless import turns
from headless.cache.tags import collecting
from headless.renditions import remove_orphans
from headless.stand_ins import is_stand_in

SPECS = ("width-40|format-webp", "width-60|format-webp", "fill-30x30|format-jpeg")


@pytest.fixture
def encodings(monkeypatch):
    """What has been encoded: a list of specifications."""
    made = []
    encode = Image.generate_rendition_file

    def counted(image, filter, **kwargs):  # noqa: A002
        made.append(filter.spec)
        time.sleep(0.05)  # so that the others are there before it is done
        return encode(image, filter, **kwargs)

    monkeypatch.setattr(Image, "generate_rendition_file", counted)
    return made


@pytest.fixture(scope="module", autouse=True)
def begun_anew(django_db_setup, django_db_blocker):
    """Make the database anew for the files after this one, in which a test commits."""
    yield
    with django_db_blocker.unblock():
        use_copy_again()


def files_of(storage):
    return set(storage.listdir("images")[1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")
def test_twenty_at_once_encode_each_size_once_and_leave_no_file_behind(encodings):
    image = get_image_model().objects.create(title="A", file=get_test_image_file(size=(90, 60)))
    storage = image.get_rendition_model()._meta.get_field("file").storage
    before = files_of(storage)
    together = threading.Barrier(20, timeout=60)
    owned = [get_image_model().objects.get(pk=image.pk) for _ in range(20)]

    def ask(number):
        own = owned[number]
        together.wait()
        try:
            found = (
                own.get_renditions(*SPECS)
                if number % 2
                else {spec: own.get_rendition(spec) for spec in reversed(SPECS)}
            )
            return {spec: one.file.name for spec, one in found.items()}
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as readers:
        answers = list(readers.map(ask, range(20)))
    assert sorted(encodings) == sorted(SPECS)
    assert all(answer == answers[0] for answer in answers)
    assert image.renditions.count() == 3
    made = {name.rpartition("/")[2] for name in answers[0].values()}
    assert files_of(storage) - before == made


# In a request nobody waits


@pytest.fixture(autouse=True)
def none_is_known():
    """Wagtail keeps renditions by their image's key, which SQLite gives again."""
    caches["default"].clear()


@pytest.fixture
def image(db):
    return get_image_model().objects.create(title="A", file=get_test_image_file(size=(90, 60)))


@pytest.fixture
def in_request(monkeypatch):
    """Ask as a request does, with what its answer may be."""
    monkeypatch.setattr(turns, "disk", turns.Disk())
    turns.request_started()
    with collecting() as collected:
        collected.offered = True
        yield collected
    turns.request_finished()


@pytest.fixture
def held(image):
    """A process that encodes the image, or seems to, until it is killed."""
    path = turns.lock_of(image)
    code = (
        "import fcntl, sys, time\n"
        f"file = open({str(path)!r}, 'w')\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_request_goes_on_without_what_another_process_encodes(image, held, in_request, encodings):
    shown = image.get_rendition(SPECS[0])
    several = image.get_renditions(*SPECS)
    assert encodings == []
    assert not shown.file
    assert shown.url == several[SPECS[2]].url == "/static/headless/picture-to-come.svg"
    assert 'src="/static/headless/picture-to-come.svg"' in shown.img_tag()
    assert in_request.refused
    assert not image.renditions.exists()

    held.kill()  # in mid-encode
    held.wait()
    found = image.get_renditions(*SPECS)
    assert [one.width for one in found.values()] == [40, 60, 30]
    assert sorted(encodings) == sorted(SPECS)
    again = get_image_model().objects.get(pk=image.pk)
    assert again.get_rendition(SPECS[0]).url == found[SPECS[0]].url  # no stand-in was kept


def test_another_size_stands_in_but_for_its_own(image, held, in_request, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(turns, "lock_of", lambda image: Path(os.devnull))
        small, cut = (image.get_rendition(spec) for spec in ("width-30|format-webp", SPECS[2]))
    found = image.get_renditions(*SPECS)
    assert found[SPECS[0]].url == found[SPECS[1]].url == small.url
    assert (found[SPECS[0]].width, found[SPECS[2]].pk) == (30, cut.pk)
    assert is_stand_in(found[SPECS[0]])
    assert not is_stand_in(found[SPECS[2]])
    assert image.renditions.count() == 2


def test_one_request_of_a_process_encodes_and_the_others_go_on(image, in_request, encodings):
    others = get_image_model().objects.create(title="B", file=get_test_image_file(size=(90, 60)))
    begun, done = threading.Event(), threading.Event()

    def encode():
        turns.request_started()
        with turns.turn(others):
            begun.set()
            done.wait(60)
        turns.request_finished()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(encode)
        assert begun.wait(60)
        shown = image.get_rendition(SPECS[0])
        done.set()
        first.result()
    assert is_stand_in(shown)
    assert encodings == []
    assert not is_stand_in(image.get_rendition(SPECS[0]))


def test_a_full_disk_leaves_the_page_and_is_left_alone(image, in_request, monkeypatch):
    asked = []

    def full(self, *args, **kwargs):
        asked.append(args)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Image, "generate_rendition_file", full)
        assert is_stand_in(image.get_rendition(SPECS[0]))
        assert is_stand_in(image.get_rendition(SPECS[1]))
    assert len(asked) == 1
    assert in_request.refused
    monkeypatch.setattr(turns, "disk", turns.Disk())
    assert not is_stand_in(image.get_rendition(SPECS[0]))


@pytest.mark.parametrize("content", [b"", b"no picture", None], ids=["empty", "other", "gone"])
def test_a_picture_that_cannot_be_read_leaves_the_page(image, in_request, content):
    if content is None:
        image.file.storage.delete(image.file.name)
    else:
        with image.file.storage.open(image.file.name, "wb") as file:
            file.write(content)
    assert is_stand_in(image.get_rendition(SPECS[0]))
    assert {is_stand_in(one) for one in image.get_renditions(*SPECS).values()} == {True}
    assert not in_request.refused
    assert in_request.until is not None  # tried again, but not for everybody


def test_one_that_fails_holds_up_no_other(db, monkeypatch):
    image = get_image_model().objects.create(title="A", file=get_test_image_file(size=(90, 60)))
    encode = Image.generate_rendition_file

    def full(self, *args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image, "generate_rendition_file", full)
    with pytest.raises(OSError, match="No space"):
        image.get_rendition(SPECS[0])
    monkeypatch.setattr(Image, "generate_rendition_file", encode)
    assert image.get_rendition(SPECS[0]).width == 40


def test_what_is_there_is_not_looked_for_again(db, django_assert_num_queries):
    image = get_image_model().objects.create(title="A", file=get_test_image_file(size=(90, 60)))
    made = image.get_rendition(SPECS[0])
    with django_assert_num_queries(0):
        assert image.get_rendition(SPECS[0]).file.name == made.file.name


def test_files_that_no_row_names_go_after_an_hour(db):
    image = get_image_model().objects.create(title="A", file=get_test_image_file(size=(90, 60)))
    kept = image.get_rendition(SPECS[0]).file
    storage = kept.storage
    while remove_orphans():  # of other tests
        pass
    for name in ("old.webp", "new.webp"):
        with storage.open(f"images/{name}", "wb") as file:
            file.write(b"x")
    long_ago = time.time() - 7_200
    for name in ("images/old.webp", kept.name):
        os.utime(storage.path(name), (long_ago, long_ago))
    assert remove_orphans() == 1
    assert not storage.exists("images/old.webp")
    assert storage.exists("images/new.webp")
    assert storage.exists(kept.name)
    storage.delete("images/new.webp")
