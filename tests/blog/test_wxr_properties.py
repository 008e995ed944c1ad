"""Exports nobody thought of are read or refused in words; what was written is what is read."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wxr_files import comment, export, item

from blog.importing.errors import SourceError
from blog.importing.records import Item
from blog.importing.wxr import Export
from headless.text import clean_text

WHOLE = export(item(1, comments=[comment(1)], terms=[("category", "a", "A")])).encode()
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
in_a_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "export.xml"


def read(path, data):
    path.write_bytes(data)
    return [record for record in Export(path).records() if isinstance(record, Item)]


@in_a_folder
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
@example(b"<rss>")
@example(b"<?xml version='1.0' encoding='idna'?><rss/>")
def test_any_bytes_are_refused_in_words(path, data):
    with pytest.raises(SourceError, match=r"\w"):
        read(path, data)


@in_a_folder
@given(st.binary(max_size=30), st.integers(0, len(WHOLE)), st.integers(0, 30))
def test_an_export_with_a_hole_is_read_or_refused(path, data, place, lost):
    found = []
    with suppress(SourceError):
        found = read(path, WHOLE[:place] + data + WHOLE[place + lost :])
    assert len(found) <= 1


@in_a_folder
@given(words, words)
def test_an_export_is_read_as_it_was_written(path, title, content):
    (one,) = read(path, export(item(1, title, content, slug="one")).encode())
    assert one.title.split() == clean_text(title).split()
    assert one.content.split() == clean_text(content).split()
