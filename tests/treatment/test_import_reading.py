"""Federal files of every format, with their traps, become records."""

import csv
import json
import os
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from federal_files import (
    DIRECTORY,
    EXPORT,
    SHEET,
    STRINGS,
    sheet_xml,
    write_csv,
    write_parts,
    write_workbook,
)

from treatment.choices import PhoneKind, PositionSource, Survey
from treatment.importing.dating import find_date
from treatment.importing.records import Refusal
from treatment.importing.service_names import find_code
from treatment.importing.sources import SourceError, open_source

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("FEDERAL_DATA_DIR", ROOT.parent / "shared" / "data"))
needs_data = pytest.mark.skipif(
    not (FOLDER / "samhsa_directory_2023_geocoded.csv").exists(),
    reason="the federal files are not there",
)
NOON = date(2024, 2, 3)


def read(path, **options):
    return list(open_source(path, **options).records())


def only(path, **options):
    (record,) = read(path, **{"as_of": NOON, **options})
    return record


def directory_csv(folder, *changes, **options):
    """Write a directory, one row for each change."""
    return write_csv(folder / "directory.csv", *[{**DIRECTORY, **c} for c in changes], **options)


# The real files.


@needs_data
@pytest.mark.parametrize(
    ("name", "surveys"),
    [
        ("samhsa_directory_su_2023.csv", {"SU": 12744}),
        ("samhsa_directory_mh_2023.csv", {"MH": 8707}),
        ("samhsa_directory_2023_geocoded.csv", {"SU": 12744, "MH": 8707}),
    ],
)
def test_the_directories_are_read_whole(name, surveys):
    source = open_source(FOLDER / name)
    assert (source.kind, source.complete, source.rows) == ("directory", True, sum(surveys.values()))
    assert (source.label, source.as_of) == ("SAMHSA National Directory 2023", date(2023, 12, 31))
    records = list(source.records())
    assert Counter(record.survey for record in records) == surveys
    assert [record.line for record in records] == list(range(2, source.rows + 2))


@needs_data
def test_a_directory_reads_the_same_from_a_workbook(tmp_path):
    path = FOLDER / "samhsa_directory_2023_geocoded.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[:400]
    rows[1:] = [
        [*row[:6], int(row[6]), *row[7:14], *map(float, row[14:16]), row[16]] for row in rows[1:]
    ]
    book = write_workbook(tmp_path / "directory_2023.xlsx", {"Facilities List": rows})
    source = open_source(path)
    expected = [record for record, _ in zip(source.records(), rows[1:], strict=False)]
    assert read(book) == expected


@needs_data
def test_the_export_is_read():
    source = open_source(FOLDER / "findtreatment_export_sample_2025.csv", as_of=NOON)
    assert (source.kind, source.complete) == ("export", False)
    assert source.label == "FindTreatment.gov export 2024-02-03"
    first, *others = source.records()
    assert len(others) == 59
    assert (first.zip, first.county, first.survey) == ("02150", "Suffolk", Survey.SU)
    assert {"SA", "BUM", "F92"} <= set(first.codes)
    assert "OIT" not in first.codes
    assert first.position == (Decimal("42.391040"), Decimal("-71.036637"))
    assert any(record.zip.endswith("-2503") for record in others)


@needs_data
def test_the_answer_of_the_api_is_read():
    source = open_source(FOLDER / "findtreatment_api_sample_2019.json")
    assert (source.kind, source.complete, source.as_of) == ("api", False, date(2019, 12, 31))
    records = list(source.records())
    assert Counter(record.survey for record in records) == {"SU": 14, "MH": 16}
    assert records[0].line == 1
    assert {"SA", "RES", "MOA", "HBT", "YAD", "MALE"} <= set(records[0].codes)
    assert records[0].unnamed == ("Consumer-run (peer-support) services",)
    unnamed = Counter(name for record in records for name in record.unnamed)
    assert len(unnamed) == 6, "of 1,393 services, six names have no code today"


# Cleaning.


def test_a_row_with_the_known_traps(tmp_path):
    record = only(
        directory_csv(
            tmp_path,
            {
                "name1": "  Quiet   Harbor\t",
                "state": "ma",
                "zip": "2118",
                "phone": "888-PARNEXT",
                "intake1": "999-999-9999",
                "service_code_info": "sa * OP OIT * DB OP ZZTOP",
            },
        )
    )
    assert (record.name, record.state, record.zip, record.line) == (
        "Quiet Harbor",
        "MA",
        "02118",
        2,
    )
    assert record.phones == ((PhoneKind.MAIN, "888-PARNEXT"), (PhoneKind.INTAKE, "999-999-9999"))
    assert record.codes == ("SA", "OP", "OIT", "DB", "ZZTOP")
    assert record.position is None


@pytest.mark.parametrize(
    ("typed", "plus4", "expected"),
    [
        ("02118", "", "02118"),
        ("2118", "", "02118"),
        ("501", "", "00501"),
        ("02118-2503", "", "02118-2503"),
        ("2118-2503", "", "02118-2503"),
        ("021182503", "", "02118-2503"),
        ("21182503", "", "02118-2503"),
        ("02118 2503", "", "02118-2503"),
        ("02118-", "", "02118"),
        ("2118", "503", "02118-0503"),
    ],
)
def test_lost_zeros_come_back(tmp_path, typed, plus4, expected):
    path = write_csv(tmp_path / "export.csv", {**EXPORT, "zip": typed, "zip4": plus4})
    assert only(path).zip == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("http://", ""),
        ("https:// ", ""),
        ("www.example.org", "http://www.example.org"),
        ("HTTP://Example.org/a", "HTTP://Example.org/a"),
        ("http://w ww.example.org", ""),
        ("javascript:alert(1)", ""),
        ("ftp://example.org", ""),
        ("http://example.org/" + "a" * 300, ""),
    ],
)
def test_only_addresses_that_open_are_kept(tmp_path, typed, expected):
    path = write_csv(tmp_path / "export.csv", {**EXPORT, "website": typed})
    assert only(path).website == expected


def test_one_number_in_two_columns_is_one(tmp_path):
    path = directory_csv(tmp_path, {"phone": "617-555-0100 x222", "intake1": "617-555-0100 x222 "})
    assert only(path).phones == ((PhoneKind.MAIN, "617-555-0100 x222"),)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name1": " "}, "name1"),
        ({"street1": ""}, "street1"),
        ({"state": "XX"}, "state"),
        ({"zip": "ABC"}, "zip"),
        ({"zip": "12"}, "zip"),
        ({"phone": "6" * 60}, "phone number"),
        ({"name2": "a" * 121}, "name2"),
        ({"city": "Bos\x00ton"}, "city contains the NUL character"),
        ({"city": "Bos\x1bton"}, "city contains the U\\+001B character"),
        ({"service_code_info": "SA * TOOLONGCODE"}, "service code"),
        ({"service_code_info": "SA, OP"}, "service code"),
    ],
)
def test_a_row_that_fits_no_profile_is_refused_with_its_line(tmp_path, change, reason):
    path = directory_csv(tmp_path, {}, change, {"name1": "Third"})
    first, refused, third = read(path, as_of=NOON)
    assert (first.line, third.line, third.name) == (2, 4, "Third")
    assert refused.line == 3
    assert re.search(reason, refused.reason)


@pytest.mark.parametrize(
    ("degrees", "position"),
    [
        (("42.33800049", "-71.071"), (Decimal("42.338000"), Decimal("-71.071000"))),
        (("0", "0"), None),
        (("42.3", ""), None),
        (("95", "1"), Refusal),
        (("NaN", "1"), Refusal),
        (("1e999999999", "1"), Refusal),
        (("north", "1"), Refusal),
    ],
)
def test_positions(tmp_path, degrees, position):
    row = {**EXPORT, "latitude": degrees[0], "longitude": degrees[1]}
    record = only(write_csv(tmp_path / "export.csv", row))
    if position is Refusal:
        assert "latitude, longitude" in record.reason
    else:
        assert record.position == position
        known = PositionSource.ADDRESS if position else PositionSource.UNKNOWN
        assert record.position_source == known


@pytest.mark.parametrize(
    ("said", "source"),
    [("address2021", "address"), ("zip", "zip"), ("", "")],
)
def test_a_directory_says_how_exact_a_position_is(tmp_path, said, source):
    row = {**DIRECTORY, "latitude": "42.3", "longitude": "-71", "geo_source": said}
    assert only(write_csv(tmp_path / "d.csv", row)).position_source == source


def test_an_export_has_a_code_where_a_1_stands(tmp_path):
    row = {**EXPORT, "sa": "1", "op": "x", "md": "0", "ubn": "1", "naics": "623220"}
    assert only(write_csv(tmp_path / "export.csv", row)).codes == ("SA", "OP", "UBN")
    refused = only(write_csv(tmp_path / "export.csv", {**EXPORT, "sa": "7"}))
    assert refused.reason == "sa: '7' is neither 1 nor empty"


# Headers and rows.


def test_headers_with_blanks_capitals_and_a_preamble(tmp_path):
    names = {"name1": "    NAME1 ", "type_facility": "Type Facility", "oit": "OIT ", "op": " Op"}
    row = {names.get(key, key): value for key, value in {**EXPORT, "op": "1", "oit": "1"}.items()}
    before = [["FindTreatment.gov"], [], ["Facility listing", "as of August 12, 2025"], []]
    path = write_csv(tmp_path / "listing.csv", row, before=before)
    source = open_source(path)
    assert (source.as_of, source.label) == (
        date(2025, 8, 12),
        "FindTreatment.gov export 2025-08-12",
    )
    (record,) = source.records()
    assert (record.codes, record.line) == (("OP", "OIT"), 6)


def test_rows_of_another_width_are_refused_and_empty_ones_skipped(tmp_path):
    path = directory_csv(tmp_path, {})
    with path.open("a", newline="") as file:
        file.write("a,b\n\n ,,,\n" + "1," * 10 + "x\n")
        csv.writer(file).writerow([*DIRECTORY.values(), "", ""])
    good, few, many, padded = read(path, as_of=NOON)
    assert (few.line, few.reason) == (3, "2 values for 10 columns")
    assert (many.line, many.reason) == (6, "more values than columns: x")
    assert (good.name, padded.line) == (padded.name, 7)


def test_a_name_over_two_lines_is_counted_by_its_first(tmp_path):
    first, second = read(directory_csv(tmp_path, {"name1": "Quiet\r\nHarbor"}, {}), as_of=NOON)
    assert (first.name, first.line, second.line) == ("Quiet Harbor", 2, 4)


def test_the_order_of_columns_is_free(tmp_path):
    row = dict(reversed(DIRECTORY.items()))
    assert only(write_csv(tmp_path / "d.csv", row)).name == "Quiet Harbor"


# Which survey, which date, how complete.


def test_a_directory_that_does_not_say_its_survey_is_asked_for_it(tmp_path):
    path = directory_csv(tmp_path, {"service_code_info": "OP * MD"})
    with pytest.raises(SourceError, match="give SU or MH as survey"):
        open_source(path, as_of=NOON)
    assert only(path, survey=Survey.MH).survey == "MH"


def test_a_directory_of_both_surveys_without_a_type_is_asked_for_it(tmp_path):
    path = directory_csv(tmp_path, {"service_code_info": "OIT"}, {"service_code_info": "CMHC"})
    with pytest.raises(SourceError, match="survey"):
        open_source(path, as_of=NOON)


def test_a_type_that_is_no_survey_is_refused(tmp_path):
    path = write_csv(tmp_path / "export.csv", {**EXPORT, "type_facility": "XY"})
    assert only(path).reason == "type_facility: 'XY' is neither SU nor MH"
    path = write_csv(tmp_path / "export.csv", {**EXPORT, "type_facility": ""})
    assert only(path).reason == "type_facility is empty"
    assert only(path, survey=Survey.SU).survey == "SU"


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["FindTreament_Facility_listing_2025_08_12_123456"], date(2025, 8, 12)),
        (["national-directory-su-2023"], date(2023, 12, 31)),
        (["listing_2024", "as of 3/9/2025"], date(2025, 3, 9)),
        (["As of Aug. 5, 2025"], date(2025, 8, 5)),
        (["export 20250812"], date(2025, 8, 12)),
        (["2026"], date(2026, 5, 1)),
        (["2031_01_01"], None),
        (["listing_2025_13_45"], date(2025, 12, 31)),
        (["phone 617-555-2023-0100 x202312345"], date(2023, 12, 31)),
        (["listing"], None),
    ],
)
def test_the_date_a_file_gives_itself(texts, day):
    assert find_date(texts, today=date(2026, 5, 1)) == day


def test_a_file_without_a_date_is_asked_for_it(tmp_path):
    with pytest.raises(SourceError, match="give as_of"):
        open_source(directory_csv(tmp_path, {}))


def test_options_go_before_what_the_file_says(tmp_path):
    path = directory_csv(tmp_path, {}, before=[["Directory 2021"]])
    source = open_source(path, as_of=NOON, complete=False, survey=Survey.MH)
    assert (source.as_of, source.complete) == (NOON, False)
    assert next(source.records()).survey == "MH"
    assert source.sha256 != open_source(directory_csv(tmp_path, {}, {}), as_of=NOON).sha256


# Workbooks.


def test_a_directory_with_its_code_sheet(tmp_path):
    header = ["category_code", "category_name", " Service_Code ", "service_name"]
    codes = [
        ["TC", "Type of care", "SA", "Substance use treatment"],
        ["OT", "Opioid treatment", "ubn", "Uses buprenorphine nasally"],
        ["OT", "Opioid treatment", "QQ1", "Quite new"],
        ["", "", "", "* Codes as of 2024"],
    ]
    row = {**DIRECTORY, "zip": 2118, "phone": 6175550100, "name2": None}
    path = write_workbook(
        tmp_path / "directory.xlsx",
        {
            "Read me": [["National Directory 2024"]],
            "Service Code Reference": [header, *codes],
            "Facilities List": [["Directory"], [], [k.title() for k in row], row.values()],
        },
    )
    source = open_source(path, as_of=NOON)
    assert source.new_codes == {"UBN": "Uses buprenorphine nasally", "QQ1": "Quite new"}
    (record,) = source.records()
    assert (record.zip, record.phones) == ("02118", ((PhoneKind.MAIN, "617-555-0100"),))
    assert (record.line, record.name2) == (4, "")


def test_an_export_as_a_workbook_with_numbers(tmp_path):
    row = {**EXPORT, "sa": 1, "op": 1.0, "md": True, "latitude": 42.338, "longitude": -71.071}
    preamble = [["FindTreatment.gov"], ["Downloaded 8/12/2025"], [], []]
    path = write_workbook(
        tmp_path / "listing.xlsx", {"Sheet1": [*preamble, row.keys(), row.values()]}
    )
    source = open_source(path)
    assert (source.kind, source.as_of) == ("export", date(2025, 8, 12))
    (record,) = source.records()
    assert record.codes == ("SA", "OP", "MD")
    assert record.position == (Decimal("42.338000"), Decimal("-71.071000"))


def test_texts_in_runs_escapes_and_formulas(tmp_path):
    strings = (
        "<x:sst xmlns:x='m'><x:si><x:r><x:t>Quiet </x:t></x:r><x:r><x:t>Harbor</x:t></x:r>"
        "<x:rPh><x:t>not this</x:t></x:rPh></x:si><x:si><x:t>Bos_x0000_ton</x:t></x:si></x:sst>"
    )
    header = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in DIRECTORY)
    keys = list(DIRECTORY)
    letters = {key: "ABCDEFGHIJ"[place] for place, key in enumerate(keys)}

    def row(number, **cells):
        texts = {"street1": "1 Main St", "city": "Boston", "state": "MA", "zip": "02118"}
        plain = "".join(
            f'<c r="{letters[key]}{number}" t="str"><f>A1</f><v>{value}</v></c>'
            for key, value in {**texts, "service_code_info": "OIT"}.items()
            if key not in cells
        )
        shared = "".join(
            f'<c r="{letters[key]}{number}" t="s"><v>{value}</v></c>'
            for key, value in cells.items()
        )
        return f'<row r="{number}">{shared}{plain}<c r="B{number}" t="e"><v>#N/A</v></c></row>'

    sheet = f"<sheetData><row>{header}</row>{row(3, name1=0)}{row(7, name1=0, city=1)}</sheetData>"
    path = write_parts(tmp_path / "d.xlsx", sheet, parts=[(STRINGS, strings)])
    record, refused = read(path, as_of=NOON)
    assert (record.name, record.name2, record.line) == ("Quiet Harbor", "", 3)
    assert refused == Refusal(7, "city contains the NUL character")


def test_a_part_named_from_the_root(tmp_path):
    relations = f'<Relationships><Relationship Id="rId1" Target="/{SHEET}"/></Relationships>'
    sheet = sheet_xml(DIRECTORY.keys(), DIRECTORY.values())
    path = write_parts(
        tmp_path / "d.xlsx", sheet, parts=[("xl/_rels/workbook.xml.rels", relations)]
    )
    assert only(path).name == "Quiet Harbor"


# JSON.


def answer(*rows, **others):
    return json.dumps({"page": 1, **others, "rows": list(rows), "totalPages": 1})


def api_row(**changes):
    place = {key: DIRECTORY[key] for key in ("name1", "street1", "city", "state", "zip", "phone")}
    return {**place, "typeFacility": "SA", "hotline1": None, "services": [], **changes}


def test_services_are_found_by_their_names(tmp_path):
    groups = [
        {"f1": "Ages", "f2": "AGE", "f3": "Young   ADULTS; Adults"},
        {"f1": "Groups", "f2": "SG", "f3": "Young adults"},
        {"f1": "Gone", "f2": "GONE", "f3": "young adults; Discharge planning; Magnetism"},
        {"f1": "Empty", "f2": "E", "f3": None},
    ]
    row = api_row(services=groups, hotline1="617-555-0199", latitude=42.5, longitude="-71.5")
    path = tmp_path / "api.json"
    path.write_text("\ufeff" + answer(row, {**row, "state": "XX"}, note='"rows" : later'))
    record, refused = read(path, as_of=NOON)
    assert record.codes == ("YAD", "ADLT", "TAY", "DP")
    assert record.unnamed == ("young adults", "Magnetism")
    assert record.phones[1] == (PhoneKind.HOTLINE, "617-555-0199")
    assert record.position == (Decimal("42.5"), Decimal("-71.5"))
    assert (refused.line, refused.reason[:5]) == (2, "state")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name1": None}, "name1"),
        ({"zip": ["02118"]}, "no text in: zip"),
        ({"name1": "\ud800"}, "U+D800"),
        ({"services": {"f3": 1}}, "services is no list"),
        ({"services": [7]}, "services holds"),
        ({"services": [{"f2": "AGE", "f3": {"f4": "Adults"}}]}, "services holds"),
        ({"typeFacility": ""}, "typeFacility is empty"),
    ],
)
def test_an_object_that_is_no_facility_is_refused(tmp_path, change, reason):
    path = tmp_path / "api.json"
    path.write_text(answer(api_row(**change)))
    assert reason in only(path).reason


def test_former_names_mean_codes_of_today():
    assert find_code("EDU", "Individual counseling offered") == "ICO"
    assert find_code("PHR", "Buprenorphine with naloxone  (Suboxone®)") == "BWN"
    assert find_code("AS", "Young adults") is None
