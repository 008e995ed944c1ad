"""A report's spreadsheet, safe to open: Wagtail's writes names that begin like formulas raw."""

from datetime import date
from typing import Any

from leads.admin.export import safe_cell


class SafeExport:
    """Goes before a view that exports."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Leave numbers and days as they are; no text is a formula, or breaks the file."""
        return value if isinstance(value, int | date) else safe_cell(value)
