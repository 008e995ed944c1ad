"""Files nobody thought of are read or refused in words; what was written is what is read."""

import csv
import io
import zipfile
from datetime import date

import pytest
from federal_files import DIRECTORY, write_csv, write_workbook
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from treatment.importing.reading.csv_files import read_csv
from treatment.importing.reading.workbooks import read_workbook
from treatment.importing.records import FacilityRecord, Refusal
from treatment.importing.sources import SourceError, open_source

COLUMNS = tuple(DIRECTORY)
printable = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
cells = st.text(printable, max_size=20)
in_a_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def import_file(path):
    """Read a file as an import does; return how many records and refusals it holds."""
    try:
        source = open_source(path, as_of=date(2023, 1, 1))
    except SourceError:
        return None
    records = list(source.records())
    assert all(isinstance(record, FacilityRecord | Refusal) for record in records)
    return len(records)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "directory_2023.csv"


@in_a_folder
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"PK\x03\x04")
@example(b"[" * 200)
@example(b'{"rows": [NaN]}')
@example(b'"')
def test_any_bytes_are_refused_in_words(path, data):
    path.write_bytes(data)
    assert import_file(path) is None


@in_a_folder
@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8"), max_size=12)] * len(COLUMNS))))
def test_any_row_is_a_record_or_a_refusal(path, rows):
    write_csv(path, DIRECTORY, *(dict(zip(COLUMNS, row, strict=True)) for row in rows))
    count = import_file(path)
    assert count is None or 1 <= count <= len(rows) + 1


@in_a_folder
@given(st.binary(max_size=60), st.integers(0, 400))
def test_a_directory_with_a_hole_is_read_or_refused(path, data, place):
    write_csv(path, DIRECTORY)
    whole = path.read_bytes()
    path.write_bytes(whole[:place] + data + whole[place + len(data) :])
    import_file(path)


@in_a_folder
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_answer_in_json_is_read_or_refused(path, text):
    path.write_text('{"page": 1, "rows": [' + text + "]}", encoding="utf-8", newline="")
    import_file(path)


@in_a_folder
@given(st.lists(st.lists(cells | st.just("two\nlines"), min_size=1, max_size=6), max_size=6))
def test_a_csv_is_read_as_it_was_written(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert [row.values for row in read_csv(path).rows()] == rows


@in_a_folder
@given(st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_workbook_is_read_as_it_was_written(tmp_path, rows):
    write_workbook(tmp_path / "book.xlsx", {"One": [[f"t{cell}" for cell in row] for row in rows]})
    (sheet,) = read_workbook(tmp_path / "book.xlsx")
    read = [row.values for row in sheet.rows()]
    assert read == [[f"t{cell}" for cell in row] for row in rows]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    return write_workbook(path, {"One": [COLUMNS, DIRECTORY.values()]}).read_bytes()


@in_a_folder
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path, workbook, data):
    """Damaged as a file, and in the text of one of its parts."""
    path = tmp_path / "directory_2023.xlsx"
    place = data.draw(st.integers(0, len(workbook) - 1))
    path.write_bytes(workbook[:place] + data.draw(st.binary(max_size=8)) + workbook[place + 4 :])
    import_file(path)
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(path, "w") as new:
        damaged = data.draw(st.sampled_from(sorted(old.namelist())))
        for name in old.namelist():
            text = old.read(name)
            if name == damaged:
                place = data.draw(st.integers(0, len(text)))
                text = text[:place] + data.draw(st.binary(max_size=8)) + text[place + 3 :]
            new.writestr(name, text)
    import_file(path)
