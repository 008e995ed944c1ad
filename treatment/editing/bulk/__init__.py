"""Bulk edits of facilities in the Wagtail admin."""
