"""Text within a paragraph, written anew with the few tags that our rich text has.

Nothing of the source is copied but text and addresses, so that no script, style or event handler
can come along.
"""

import re
from html import escape
from typing import Any

from blog.importing.addresses import OldSite
from blog.importing.findings import Findings
from blog.importing.html import INLINE, is_tag
from blog.importing.limits import DEEPEST_HTML
from blog.importing.shortcodes import Shortcodes

_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i"}
_LISTS = {"ul", "ol"}
DROPPED = frozenset((
    "script", "style", "noscript", "template", "object", "embed", "applet", "svg", "math",
    "canvas", "form", "input", "button", "select", "textarea", "option", "meta", "link",
    "base", "head", "title", "area", "map", "frame", "frameset", "iframe",
))  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"(?:\s*<br/>\s*)+")


class Inline:
    """Writes the inside of paragraphs, list items and cells of one item."""

    def __init__(self, old: OldSite, findings: Findings, codes: Shortcodes) -> None:
        self.old = old
        self.findings = findings
        self.codes = codes
        self.pictures: list[Any] = []  # elements met where no picture can stand

    def text(self, text: str | None) -> str:
        """Return escaped text, without shortcodes."""
        return escape(_SPACES.sub(" ", self.codes.in_text(text or "")), quote=False)

    def inside(self, element: Any, depth: int = 0) -> str:
        """Return what stands in an element."""
        if depth > DEEPEST_HTML:
            self.findings.note("nested too deep: kept as text")
            return self.text(element.text_content())
        parts = [self.text(element.text)]
        for child in element:
            if is_tag(child):
                parts.append(self.one(child, depth + 1))
            parts.append(self.text(child.tail))
        return "".join(parts)

    def one(self, element: Any, depth: int = 0) -> str:
        """Return one element."""
        tag = element.tag
        if tag in DROPPED:
            self.findings.note("HTML left out", f"<{tag}> {element.text_content()[:100]}")
            return ""
        if tag == "img":
            self.pictures.append(element)
            return ""
        if tag in _LISTS:
            return self.listing(element, depth)
        return "<br/>" if tag == "br" else self._wrapped(element, self.inside(element, depth))

    def _wrapped(self, element: Any, inside: str) -> str:
        tag = element.tag
        if tag == "a":
            return self.link(element, inside)
        if mark := _MARKS.get(tag):
            return f"<{mark}>{inside}</{mark}>" if inside.strip() else inside
        return inside if tag in INLINE else f"<br/>{inside}<br/>"

    def link(self, element: Any, inside: str) -> str:
        """Return a link that readers can follow, or its text."""
        href = element.get("href")
        if not href or not inside.strip():
            return inside
        if href.strip().startswith("#"):
            self.findings.note("link within the page left out", href)
            return inside
        address = self.old.absolute(self.codes.in_text(href))
        if not address:
            self.findings.note("link left out", href)
            return inside
        return f'<a href="{escape(address)}">{inside}</a>'

    def listing(self, element: Any, depth: int = 0) -> str:
        """Return a list; '' where it has nothing to say."""
        items = [self._item(child, depth + 1) for child in element if is_tag(child)]
        items = [item for item in items if item]
        return f"<{element.tag}>{''.join(items)}</{element.tag}>" if items else ""

    def _item(self, element: Any, depth: int) -> str:
        inside = trim(
            self.inside(element, depth) if element.tag == "li" else self.one(element, depth)
        )
        return f"<li>{inside}</li>" if inside else ""


def trim(html: str) -> str:
    """Return the inside of a paragraph without breaks at its ends, or twice."""
    html = re.sub(" {2,}", " ", _BREAKS.sub("<br/>", html)).strip()
    while html.startswith("<br/>") or html.endswith("<br/>"):
        html = html.removeprefix("<br/>").removesuffix("<br/>").strip()
    # A list stands on its own: breaks beside it would be empty lines.
    return re.sub(r"<br/>(?=</?(?:ul|ol|li)>)|(?<=</ul>)<br/>|(?<=</ol>)<br/>", "", html)
