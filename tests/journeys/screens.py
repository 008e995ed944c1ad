"""Our own screens of the admin, from the URL configuration: what Chromium is to open.

What is no whole page is left out: lists that come by script, choosers' windows, previews. So are
Wagtail's own screens, such as the history of something of ours: they are the same for everything.
"""

import json
import re
import sys
from urllib.parse import urlsplit

from addresses import OURS, Door, every_door
from django.urls import resolve
from stored import store_all

NO_SCREEN = re.compile(
    r"results|choose|chosen|preview|checks|history|usage|jsi18n|test404|/bulk/|/copy/"
    r"|pages/create/|pages/<int:parent_page_id>/|pages/<int:page_id>/delete/"
)


def screens() -> dict[str, str]:
    """Return the path of each of our screens, by its label in the golden table of doors."""
    return {
        door.label: door.path
        for door in every_door()
        if door.path.startswith("/admin/") and not NO_SCREEN.search(door.pattern) and is_ours(door)
    }


def is_ours(door: Door) -> bool:
    """Say whether one of our plugins shows it, or Wagtail something of theirs."""
    if door.what.partition(".")[0] in OURS or not door.name.startswith("wagtail"):
        return True
    view = resolve(urlsplit(door.path).path).func
    model = getattr(view, "view_initkwargs", {}).get("model")
    return model is not None and model._meta.app_label in OURS


def print_all() -> None:
    """Store what the demo leaves out, and print the screens."""
    store_all()
    sys.stdout.write(json.dumps(screens()))
