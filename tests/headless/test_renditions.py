"""Each size of a picture is encoded once, whoever asks meanwhile; what nobody needs goes."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from headless.renditions import remove_orphans

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
