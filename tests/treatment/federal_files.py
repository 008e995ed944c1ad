"""Small federal files for the tests of the import, and broken ones."""

import csv
import zipfile

from openpyxl import Workbook

DIRECTORY = {
    "name1": "Quiet Harbor",
    "name2": "",
    "street1": "1 Main St",
    "street2": "",
    "city": "Boston",
    "state": "MA",
    "zip": "02118",
    "phone": "617-555-0100",
    "intake1": "",
    "service_code_info": "SA * OP OIT * DB",
}
EXPORT = {
    "name1": "Quiet Harbor",
    "street1": "1 Main St",
    "city": "Boston",
    "state": "MA",
    "zip": "02118",
    "zip4": "",
    "county": "Suffolk",
    "phone": "617-555-0100",
    "website": "http://",
    "latitude": "42.338",
    "longitude": "-71.071",
    "type_facility": "SU",
    **dict.fromkeys(["sa", "dt", "op", "oit", "res", "md", "mc", "pi", "sf", "cbt", "ubn"], ""),
}

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = {
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="Facilities List" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" '
    f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def write_csv(path, *rows, before=()):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(before)
        writer.writerow(rows[0].keys())
        writer.writerows(row.values() for row in rows)
    return path


def write_workbook(path, sheets):
    """Write sheets, lists of rows by name, as other programs do."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_parts(path, sheet="", *, method=zipfile.ZIP_DEFLATED, parts=()):
    """Write an archive that is a workbook, with this XML for its sheet."""
    content = {**PARTS, SHEET: sheet, **dict(parts)}
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


def sheet_xml(*rows):
    """Return a sheet of inline texts."""
    cells = [
        "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in row) for row in rows
    ]
    return (
        f"<worksheet><sheetData>{''.join(f'<row>{c}</row>' for c in cells)}</sheetData></worksheet>"
    )
