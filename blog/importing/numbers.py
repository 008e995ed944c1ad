"""Phone numbers in prose that the site knows become references to their record.

A number stands in a block of its own, with who answers it; the sentence says where: 'Call the
number below'. A second mention says 'the number above'.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

from blog.importing.findings import Findings
from leads.models import PhoneLine
from leads.phones import to_e164
from leads.plain_numbers import typed_numbers

_MAYBE = re.compile(r"\d[^<>a-zA-Z]{4,20}\d\d|tel:")
_TEL = re.compile(r'<a href="tel:([^"]{1,60})">(.*?)</a>')
_TAG = re.compile(r"(<[^<>]*>)")
_MARK = re.compile("\0([0-9]+)\0")  # stands for a line's key; no text holds NUL
_WORD = re.compile(r"[^\W\d_]")


def known_lines() -> dict[str, PhoneLine]:
    """Return the lines by what they dial."""
    return {line.e164: line for line in PhoneLine.objects.all()}


class Numbers:
    """Finds numbers in one item's paragraphs."""

    def __init__(self, lines: Mapping[str, PhoneLine], findings: Findings) -> None:
        self._lines = lines
        self._findings = findings
        self._told: set[int] = set()  # lines that have their block

    def refer(self, html: str) -> tuple[str, list[PhoneLine]]:
        """Return a paragraph without the numbers known, and the lines whose blocks follow it."""
        if not _MAYBE.search(html):
            return html, []
        found: dict[int, PhoneLine] = {}
        html = _TEL.sub(lambda link: self._unlink(link, found), html)
        parts = [
            part if part.startswith("<") else self._replace(part, found)
            for part in _TAG.split(html)
        ]
        html = "".join(parts)
        if found and not _WORD.search(_TAG.sub("", html)):  # the paragraph was the number
            html, new = "", list(found.values())
        else:
            new = [line for pk, line in found.items() if pk not in self._told]
            html = _MARK.sub(lambda mark: self._words(found[int(mark[1])], len(found)), html)
        self._told |= found.keys()
        return html, new

    def _words(self, line: PhoneLine, of: int) -> str:
        """Say where the number stands, and which where there are several."""
        which = f" of {escape(line.label, quote=False)}" if of > 1 else ""
        return f"the number{which} {'above' if line.pk in self._told else 'below'}"

    def note(self, text: str, where: str) -> None:
        """Tell of numbers where no block can stand."""
        if _MAYBE.search(text):
            for one in typed_numbers(text):
                self._findings.note("phone number kept as text", f"{one.number} in the {where}")

    def _unlink(self, link: re.Match, found: dict[int, PhoneLine]) -> str:
        line = self._lines.get(to_e164(unescape(link[1])) or "")
        if line is None:
            return link[0]
        self._refer(line, found, link[1])
        return link[2]

    def _replace(self, text: str, found: dict[int, PhoneLine]) -> str:
        if not _MAYBE.search(text):
            return text
        parts, place = [], 0
        for one in typed_numbers(text):
            if line := self._lines.get(one.e164):
                parts += [text[place : one.start], self._refer(line, found, one.number)]
                place = one.end
            else:
                self._findings.note("phone number kept as text", one.number)
        return "".join((*parts, text[place:]))

    def _refer(self, line: PhoneLine, found: dict[int, PhoneLine], number: str) -> str:
        self._findings.note("phone number became a reference", f"{number}: {line.label}")
        found[line.pk] = line
        return f"\0{line.pk}\0"
