"""Files made to harm: each function writes one; RESULTS says with which words it is refused.

Run as a program, in a process of its own, it opens every file of a folder and prints, as JSON,
what was said and the most memory that the process had taken until then.
"""

import json
import os
import random
import resource
import struct
import sys
import zipfile
from pathlib import Path

from federal_files import DIRECTORY, PARTS, SHEET, STRINGS, sheet_xml, write_parts

MB = 1024 * 1024
GB = 1024 * MB
NOISE = random.Random(1)
HEADER = ",".join(DIRECTORY)
ROW = ",".join(DIRECTORY.values())


def large_sheet(path, piece, count, *, parts=(), name=SHEET, method=zipfile.ZIP_DEFLATED):
    """Write a workbook one part of which repeats a piece, written or made."""
    make = piece if callable(piece) else lambda _: piece
    with zipfile.ZipFile(path, "w", method, compresslevel=1) as archive:
        for other, text in {**PARTS, **dict(parts)}.items():
            archive.writestr(other, text)
        with archive.open(name, "w") as part:
            part.write(b"<worksheet><sheetData>")
            for start in range(0, count, 10_000):
                block = range(start, min(start + 10_000, count))
                part.write("".join(make(number) for number in block).encode())
            part.write(b"</sheetData></worksheet>")


def patched(path, offset, value):
    """Change a field of every entry in the archive's list of parts."""
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + offset : place + offset + len(value)] = value
        place = data.find(b"PK\x01\x02", place + 4)
    path.write_bytes(data)


def sparse(path, start, size):
    """Write a file that takes no room on the disk."""
    path.write_bytes(start)
    os.truncate(path, size)


def bomb(path):
    large_sheet(path, " " * 1000, 100_000)


def bomb_that_lies(path):
    bomb(path)
    patched(path, 24, struct.pack("<I", 500))


def nested_bomb(path):
    large_sheet(path, " " * 1000, 100_000, name="xl/media/inner.zip", parts=[(SHEET, sheet_xml())])


def many_parts(path):
    write_parts(path, sheet_xml(), parts=[(f"xl/{number}.xml", "") for number in range(600)])


def endless_list_of_parts(path):
    parts = [(f"xl/{number:0200d}.xml", "") for number in range(8000)]
    write_parts(path, sheet_xml(), parts=parts)


def laughs(path):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE sst [<!ENTITY a0 "ha">{entities}]>'
    write_parts(path, sheet_xml(), parts=[(STRINGS, f"{doctype}<sst><si><t>&a11;</t></si></sst>")])


def outside_entity(path):
    doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    write_parts(path, doctype + sheet_xml(DIRECTORY.keys(), ["&f;"] * len(DIRECTORY)))


def outside_doctype(path):
    write_parts(path, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + sheet_xml())


def tag_without_end(path):
    large_sheet(
        path, lambda n: f'<row a="{NOISE.random()}' if not n else str(NOISE.random()), 10**6
    )


def many_names(path):
    large_sheet(path, lambda n: f"<a{NOISE.random()}/>", 500_000)


def many_attributes(path):
    large_sheet(path, lambda n: f'<x a{NOISE.random()}=""/>', 500_000)


def deep(path):
    write_parts(path, "<a>" * 100_000)


def row_without_end(path):
    large_sheet(path, lambda n: f"<c><v>{n}</v></c>" if n else "<row>", 3_000_000)


def far_column(path):
    write_parts(path, '<sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>')


def many_rows(path):
    header = sheet_xml(DIRECTORY.keys()).partition("</sheetData>")[0]
    large_sheet(path, lambda n: f"<row><c><v>{n}</v></c></row>" if n else header, 300_000)


def many_texts(path):
    pieces = {"name": STRINGS, "parts": [(SHEET, sheet_xml())]}
    large_sheet(path, lambda n: f"<si><t>{NOISE.random()}</t></si>", 1_000_000, **pieces)


def long_text(path):
    write_parts(path, sheet_xml(DIRECTORY.keys(), [NOISE.randbytes(40_000).hex()]))


def text_in_many_runs(path):
    runs = f"<r><t>{NOISE.randbytes(5000).hex()}</t></r>" * 100
    write_parts(path, sheet_xml(), parts=[(STRINGS, f"<sst><si>{runs}</si></sst>")])


def one_text_in_many_cells(path):
    strings = f"<sst><si><t>{NOISE.randbytes(15_000).hex()}</t></si></sst>"
    cells = '<c t="s"><v>0</v></c>' * 2_000
    write_parts(path, f"<sheetData><row>{cells}</row></sheetData>", parts=[(STRINGS, strings)])


def text_that_is_not_there(path):
    write_parts(path, '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>')


def broken_markup(path):
    write_parts(path, sheet_xml(DIRECTORY.keys(), DIRECTORY.values())[:-30])


def encrypted_parts(path):
    write_parts(path, sheet_xml())
    patched(path, 8, b"\x01\x00")


def other_packing(path):
    write_parts(path, sheet_xml(), method=zipfile.ZIP_LZMA)


def old_workbook(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def cut_workbook(path):
    write_parts(path, sheet_xml(DIRECTORY.keys(), DIRECTORY.values()))
    path.write_bytes(path.read_bytes()[:400])


def other_archive(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


def huge_workbook(path):
    sparse(path, b"PK\x03\x04", GB)


def huge_csv(path):
    sparse(path, f"{HEADER}\n{ROW}\n".encode(), 2 * GB)


def endless_line(path):
    sparse(path, f"{HEADER}\n{ROW}\nQuiet".encode(), 100 * MB)


def one_line(path):
    path.write_bytes(b"x" * 50 * MB)


def open_quote(path):
    path.write_text(f'{HEADER}\n{ROW}\n"' + f"{ROW}\n" * 400_000)


def row_over_many_lines(path):
    path.write_text(f"{HEADER}\n" + '"\n",' * 10_000_000)


def many_columns(path):
    path.write_text(f"{HEADER}\n" + "1," * 40_000 + "\n")


def many_lines(path):
    path.write_text(f"{HEADER}\n" + ",x\n" * 300_000)


def wide_utf(path):
    path.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-16")


def wide_utf_without_mark(path):
    path.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-16-le")


def latin(path):
    path.write_text(f"{HEADER}\n{ROW}\n{ROW.replace('Boston', 'Mayagüez')}\n", encoding="latin-1")


def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + NOISE.randbytes(1000))


def no_header(path):
    path.write_text("name,street\n" * 100)


def only_header(path):
    path.write_text(HEADER)


def twice_in_header(path):
    path.write_text(f"{HEADER},CITY\n{ROW},Boston\n")


def empty(path):
    path.touch()


def blank(path):
    path.write_text(" \n \n")


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


def huge_json(path):
    sparse(path, b'{"rows": [', 2 * GB)


def json_of_zeros(path):
    sparse(path, b'{"rows": [', 100 * MB)


def json_deep(path):
    path.write_text('{"rows": [' + '{"a":' * 20_000)


def json_deep_outside(path):
    path.write_text('{"x": ' + "[" * 60_000 + '"rows": [{}]' + "]" * 60_000 + "}")


def json_long_text(path):
    path.write_text('{"rows": [{"name1": "' + "x" * 50 * MB + '"}]}')


def json_many_rows(path):
    path.write_text('{"rows": [' + "{}," * 3_000_000 + "{}]}")


def json_list(path):
    path.write_text("[" + "[]," * 10_000_000 + "[]]")


def json_other(path):
    path.write_text('{"facilities": []}')


def json_without_rows(path):
    path.write_text('{"rows": []}')


def json_of_numbers(path):
    path.write_text('{"rows": [1, 2]}')


def json_long_number(path):
    path.write_text('{"rows": [{"name1": ' + "9" * 90_000 + "}, 8]}")


def json_cut(path):
    path.write_text('{"page": 1, "rows": [{"name1": "x"}')


def json_cut_behind(path):
    path.write_text('{"page": 1, "rows": [{"name1": "x"}], "totalPages": ')


def json_latin(path):
    path.write_text('{"rows": [{"name1": "é"}]}', encoding="latin-1")


RESULTS = {
    bomb: "packed like a bomb",
    bomb_that_lies: "is damaged",
    nested_bomb: "packed like a bomb",
    many_parts: "more than 500 parts",
    endless_list_of_parts: "list of parts is far too long",
    laughs: "declares a document type or entities",
    outside_entity: "declares a document type or entities",
    outside_doctype: "declares a document type or entities",
    tag_without_end: "a tag without end",
    many_names: "more than 1,000 different tags",
    many_attributes: "more than 1,000 different tags",
    deep: "too deep",
    row_without_end: "more than 2,000 columns",
    far_column: "Line 1 has more than 2,000 columns",
    many_rows: "more than 250,000 rows",
    many_texts: "far more text",
    long_text: "A cell has more than 32,767 characters",
    text_in_many_runs: "A cell has more than 32,767 characters",
    one_text_in_many_cells: "Line 1 has more than 100,000 characters",
    text_that_is_not_there: "refers to a text that is not there",
    broken_markup: "no well-formed XML",
    encrypted_parts: "protected by a password",
    other_packing: "packed in an unusual way",
    old_workbook: "old Excel workbook",
    cut_workbook: "is damaged",
    other_archive: "has no 'xl/workbook.xml'",
    huge_workbook: "The file has 1,024 MB; XLSX files are read up to 32 MB",
    huge_csv: "The file has 2,048 MB; CSV files are read up to 128 MB",
    endless_line: "Line 3 has more than 100,000 characters",
    one_line: "Line 1 has more than 100,000 characters",
    open_quote: "a quotation mark before it is not closed",
    row_over_many_lines: "belongs to a row that does",
    many_columns: "Line 2 has more than 2,000 columns",
    many_lines: "more than 250,000 rows",
    wide_utf: "Line 1 is not text in UTF-8, maybe UTF-16",
    wide_utf_without_mark: "Line 1 is not text in UTF-8, maybe UTF-16",
    latin: "Line 3 is not text in UTF-8 (byte",
    picture: "Line 1 is not text in UTF-8",
    no_header: "No header of a federal format",
    only_header: "has a header, but no facility",
    twice_in_header: "has these columns twice: city",
    empty: "The file is empty",
    blank: "nothing but blanks",
    folder: "a folder, not a file",
    pipe: "no ordinary file",
    huge_json: "JSON files are read up to 128 MB",
    json_of_zeros: "Row 1 is no JSON",
    json_deep: "Row 1 is nested too deep",
    json_deep_outside: "no JSON behind its rows",
    json_long_text: "Row 1 is no JSON, or has more than 100,000 characters",
    json_many_rows: "more than 250,000 rows",
    json_list: "is no answer of the locator's API",
    json_other: "is no answer of the locator's API",
    json_without_rows: "no facility",
    json_of_numbers: "Row 1 is no object",
    json_long_number: "Row 2 is no object",
    json_cut: "Row 2 is no JSON, or breaks off",
    json_cut_behind: "no JSON behind its rows, or breaks off",
    json_latin: "not text in UTF-8",
}


def most_memory():
    """Return the MB this process has taken at most; its parent's are not its own."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(folder):
    import django

    django.setup()
    from treatment.importing.sources import SourceError, open_source

    for path in sorted(Path(folder).iterdir()):
        try:
            said = f"opened: {open_source(path, as_of=None)}"
        except SourceError as error:
            said = str(error)
        sys.stdout.write(json.dumps([path.name, said, most_memory()]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
