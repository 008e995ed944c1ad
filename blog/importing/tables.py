"""An HTML table becomes a typed table: headed columns, and cells of rich text."""

from typing import Any

from blog.importing.html import text_of
from blog.importing.inline import Inline, trim

_MOST_COLUMNS = 30


def read_table(element: Any, inline: Inline) -> dict[str, Any] | None:
    """Return the block's value; None where there are no cells, or far too many columns."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr")]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    if not 0 < width <= _MOST_COLUMNS:
        return None
    headed = len(rows) > 1 and (
        all(cell.tag == "th" for cell in rows[0])
        or rows[0][0].getparent().getparent().tag == "thead"
    )
    if not headed:
        inline.findings.note("table without headings", text_of(element))
    if any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row):
        inline.findings.note("table with joined cells", text_of(element))
    heads = [text_of(cell) for cell in rows.pop(0)] if headed else []
    heads += [""] * (width - len(heads))
    return {
        "caption": "",
        "columns": [{"type": "rich_text", "heading": inline.codes.in_text(head)} for head in heads],
        "rows": [{"values": _cells(row, width, inline)} for row in rows],
    }


def _cells(row: list[Any], width: int, inline: Inline) -> list[str]:
    cells = [trim(inline.inside(cell)) for cell in row]
    return [f"<p>{cell}</p>" if cell else "" for cell in cells] + [""] * (width - len(cells))
