"""Pictures in a post: which uploaded file is meant, and how it is described."""

import re
from dataclasses import dataclass
from typing import Any

from blog.importing.addresses import UPLOADS, OldSite, file_path
from blog.importing.findings import Findings
from blog.importing.html import plain_text

_NUMBER = re.compile(r"\bwp-image-(\d{1,20})\b")
LONGEST_CAPTION = 250


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that a post shows: its number on the old site, its path, or both."""

    number: str
    path: str
    address: str
    alt: str
    caption: str


def read_picture(element: Any, caption: str, old: OldSite, findings: Findings) -> Wanted:
    """Return what an `img` element shows."""
    number = _NUMBER.search(element.get("class") or "")
    address = old.absolute(element.get("src") or "") if element.get("src") else ""
    if address.startswith("data:"):
        address = ""
    _note_link(element, old, findings)
    if len(caption) > LONGEST_CAPTION:
        findings.note("caption shortened", caption)
    return Wanted(
        number=number[1] if number else "",
        path=file_path(address) if old.owns(address) else "",
        address=address,
        alt=plain_text(element.get("alt") or ""),
        caption=caption[:LONGEST_CAPTION],
    )


def _note_link(element: Any, old: OldSite, findings: Findings) -> None:
    """Tell where a picture led, unless it was to itself, which ours need not."""
    for link in element.iterancestors("a"):
        address = old.absolute(link.get("href") or "")
        if address and UPLOADS not in address:
            findings.note("link around a picture left out", address)
