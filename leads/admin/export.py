"""Requests as a spreadsheet, safe to open.

A cell that begins like a formula is run by spreadsheet programs (OWASP, 'CSV injection'): it gets
an apostrophe before it. A number in international form (E.164) is none: it stays as dialers read
it. Control characters, which XLSX cannot hold, are left out.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from headless.text import clean_text
from leads.admin.desk import UNREADABLE, as_text, read_value
from leads.models import CallbackRequest

_FORMULA = re.compile(r"^[\s]*[=+\-@|%]|^[\t\r\n]")
_E164 = re.compile(r"\+\d{6,15}", re.ASCII)
LONGEST_CELL = 32_767  # characters, in Excel
COLUMNS = (
    "reference", "created_at", "status", "close_reason", "assigned_to", "form_title", "facility",
    "program", "state", "answerer_name", "due_at", "first_attempt_at", "best_time", "time_zone",
    "caller", "captcha", "phone", "phone_e164", "name", "say_name", "email", "comments", "answers",
)  # fmt: skip
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def safe_cell(value: Any) -> str:
    """Return the text of a cell that no spreadsheet program takes for a formula."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dict):
        value = "; ".join(f"{label}: {as_text(answer)}" for label, answer in value.items())
    text = clean_text(str(value if value is not None else ""))[: LONGEST_CELL - 1]
    is_formula = _FORMULA.match(text) and not _E164.fullmatch(text)
    return f"'{text}" if is_formula else text


def rows(requests: Iterable[CallbackRequest]) -> Iterator[list[str]]:
    """Yield the heading and a row for each request; a damaged value says so in its cell."""
    yield list(COLUMNS)
    for request in requests:
        values = (read_value(request, column) for column in COLUMNS)
        yield [UNREADABLE if value is None else safe_cell(value) for value in values]


def as_csv(requests: Iterable[CallbackRequest]) -> bytes:
    """Return a CSV file; the byte order mark tells Excel that it is UTF-8."""
    out = StringIO()
    csv.writer(out).writerows(rows(requests))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(requests: Iterable[CallbackRequest]) -> bytes:
    """Return a workbook whose every cell is text."""
    from openpyxl import Workbook  # 5 MB and 80 ms, for few processes ever
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Call-back requests")
    for row in rows(requests):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


WRITERS = {"csv": as_csv, "xlsx": as_xlsx}
