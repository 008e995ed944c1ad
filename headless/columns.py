"""Columns of lists in the Wagtail admin."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A column with a day as it is written, for days that may be yet to come.

    Wagtail's `DateColumn` tells how long ago a moment was, and "Just now" of all the future.
    """

    def get_value(self, instance: Any) -> str:
        """Return the day, or nothing where there is none."""
        value = super().get_value(instance)
        if isinstance(value, datetime):
            value = localtime(value)
        return date_format(value) if value else ""
