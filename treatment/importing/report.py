"""What an import found, in a few lines for people and as a file with line numbers."""

import csv
from collections.abc import Iterator
from pathlib import Path

from leads.admin.export import safe_cell
from treatment.choices import RowAction
from treatment.models import DirectoryImport

COLUMNS = ("file", "line", "action", "name", "reason")


def summary(run: DirectoryImport) -> list[str]:
    """Return the lines."""
    counts = run.counts
    lines = [f"{counts[action]:>8,} {action.label.lower()}" for action in RowAction]
    lines[0] += f", which make {counts['new_profiles']:,} profiles"
    lines += [f"{n:>8,} with another {field}" for field, n in counts["fields"].items()]
    lines += [
        f"{n:>8,} with another {field} that an editor set: kept"
        for field, n in counts["kept"].items()
    ]
    lines += [f"{n:>8,} rows: code {code} is new" for code, n in counts["unknown_codes"].items()]
    lines += [f"{n:>8,} rows: “{name}” has no code" for name, n in counts["unnamed"].items()]
    return lines


def report_rows(run: DirectoryImport) -> Iterator[tuple[object, ...]]:
    """Yield a line for whatever was not taken as it is."""
    yield COLUMNS
    files = [file["name"] for file in run.files]
    odd = run.rows.filter(action__in=(RowAction.REFUSED, RowAction.AMBIGUOUS))
    for row in odd.order_by("file", "line").iterator():
        name = files[row.file] if row.file is not None else ""
        yield name, row.line, row.action, row.title, row.reason + _candidates(row.candidates)
    for code, count in run.counts["unknown_codes"].items():
        yield "", "", "unknown code", code, f"In {count} rows. It is kept."
    for unnamed, count in run.counts["unnamed"].items():
        yield "", "", "unknown service", unnamed, f"In {count} rows. No code stands for it."


def _candidates(candidates: list[dict]) -> str:
    """Return the profiles that a row may mean, as far as they have a number."""
    told = [f"{one['title']} ({one['facility'] or 'new'})" for one in candidates]
    return f" Perhaps: {'; '.join(told)}." if told else ""


def write_report(run: DirectoryImport, path: Path) -> None:
    """Write the file; no cell is a formula to a spreadsheet program."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in report_rows(run):
            writer.writerow([safe_cell(cell) for cell in row])
