"""Files made to harm are refused in plain words, and within 256 MB of memory."""

import json
import os
import random
import subprocess
import sys

import hostile_files
import pytest
from federal_files import DIRECTORY, sheet_xml, write_csv, write_parts
from hostile_files import RESULTS

from treatment.importing.sources import SourceError, open_source

MOST_MEMORY = 256  # MB, Django and the product included


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Return, by file, what was said and the memory taken until then, in one process for all."""
    folder = tmp_path_factory.mktemp("hostile")
    for write in RESULTS:
        write(folder / write.__name__)
    done = subprocess.run(
        [sys.executable, hostile_files.__file__, str(folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = map(json.loads, done.stdout.splitlines())
    return {name: (said, memory) for name, said, memory in lines}


@pytest.mark.parametrize(
    ("write", "words"), RESULTS.items(), ids=[write.__name__ for write in RESULTS]
)
def test_a_hostile_file_is_refused(answers, write, words):
    said, memory = answers[write.__name__]
    assert words in said
    assert len(said) < 400
    assert memory < MOST_MEMORY, f"{memory} MB"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        open_source(tmp_path / "nothing.csv")
    with pytest.raises(SourceError, match="cannot be opened"):
        open_source(tmp_path / "a\x00b")
    with pytest.raises(SourceError, match="cannot be opened"):
        open_source(tmp_path / ("a" * 300))


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = write_csv(tmp_path / "directory_2023.csv", DIRECTORY)

    def forbid(*args, **kwargs):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", forbid)  # root may read everything
    with pytest.raises(SourceError, match="no permission"):
        open_source(path)


def test_a_file_that_changed_since_it_was_opened(tmp_path):
    path = write_csv(tmp_path / "directory_2023.csv", DIRECTORY, DIRECTORY)
    records = open_source(path).records()
    path.write_bytes(path.read_bytes().replace(b"Boston", b"Bos\xfcon"))
    with pytest.raises(SourceError, match="Line 2"):
        list(records)


def test_whatever_is_damaged_raises_nothing_else(tmp_path):
    """Four hundred workbooks, each with a few bytes changed, in the same way in every run."""
    chance = random.Random(4)
    path = tmp_path / "directory_2023.xlsx"
    whole = write_parts(path, sheet_xml(DIRECTORY.keys(), DIRECTORY.values())).read_bytes()
    refused = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            list(open_source(path).records())
        except SourceError:
            refused += 1
    assert refused > 200
