"""Page types that others write about, such as a treatment program. Plugins name theirs.

So articles can be related by what they are about, whatever plugin that comes from.
"""

from typing import Any

from django.apps import apps
from wagtail.models import Page

_labels: list[str] = []


def register(*labels: str) -> None:
    """Let pages of these types, given as `app.Model`, be subjects."""
    _labels.extend(label for label in labels if label not in _labels)


def subject_pages() -> Any:
    """Return the pages that are subjects, public or not."""
    if not _labels:
        return Page.objects.none()
    return Page.objects.type(*(apps.get_model(label) for label in _labels))
