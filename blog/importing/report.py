"""What an import tells: counts for people, and a file with a line for each thing found."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from blog.importing.findings import Finding
from blog.importing.records import Item
from leads.admin.export import safe_cell

COLUMNS = ("line", "item", "title", "what", "detail")


class Report:
    """Counts, and writes lines as they come, so that it is never kept."""

    def __init__(self, writer: Any = None) -> None:
        self._writer = writer
        self.outcomes: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()

    def tell(self, item: Item | None, findings: Iterable[Finding]) -> None:
        """Note what was found in an item, or in the file."""
        line, name, title = (item.line, item.name, item.title) if item else ("", "", "")
        for what, detail in findings:
            self.findings[what] += 1
            if self._writer:
                row = (line, name, title[:100], what, detail)
                self._writer.writerow([safe_cell(cell) for cell in row])

    def summary(self) -> list[str]:
        """Return the counts as lines."""
        outcomes = [f"{count:>8,} {what}" for what, count in self.outcomes.most_common() if count]
        return [
            *outcomes,
            *(f"{count:>8,} × {what}" for what, count in self.findings.most_common()),
        ]


@contextmanager
def open_report(path: Path | None) -> Iterator[Report]:
    """Open the file, if there is to be one."""
    if path is None:
        yield Report()
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        yield Report(writer)
