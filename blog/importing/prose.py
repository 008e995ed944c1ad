"""Lines of text become paragraphs, and paragraphs that follow each other one block."""

import re
from html import escape, unescape
from typing import Any

from blog.importing.findings import Findings
from blog.importing.inline import Inline, trim
from blog.importing.numbers import Numbers
from home.embeds import EMBED_HOSTS, embed_host

Block = dict[str, Any]

_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_LINE_END = re.compile(r"[ \t\r]*\n[ \t\r]*")
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_PLAYER = re.compile(r"^https://(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/)([\w-]{5,20}).*")


class Prose:
    """Collects the body's blocks.

    Where `classic`, an empty line ends a paragraph and a line's end is a break, as in WordPress's
    editor before blocks (its function `wpautop`).
    """

    def __init__(self, inline: Inline, numbers: Numbers, *, classic: bool) -> None:
        self.blocks: list[Block] = []
        self._inline = inline
        self._numbers = numbers
        self._classic = classic
        self._line: list[str] = []
        self._paragraphs: list[str] = []

    def another(self) -> "Prose":
        """Return one like this, empty, for what stands within a block."""
        return Prose(self._inline, self._numbers, classic=self._classic)

    @property
    def _findings(self) -> Findings:
        return self._inline.findings

    def text(self, text: str | None) -> None:
        """Add text that stands directly in a block or in none."""
        if not text:
            return
        if not self._classic:
            self._line.append(self._inline.text(text))
            return
        for number, part in enumerate(_EMPTY_LINE.split(self._inline.codes.in_text(text))):
            if number:
                self.end()
            self._line.append(_LINE_END.sub("<br/>", escape(part, quote=False)))

    def add(self, html: str) -> None:
        """Add what `Inline` wrote to the line."""
        self._line.append(html)

    def end(self) -> None:
        """End the paragraph."""
        html, self._line = trim("".join(self._line)), []
        words = _TAG.sub("", html).strip()
        if not words:
            return
        if _ADDRESS.fullmatch(words):  # WordPress shows an address alone in its line as an embed
            self.embed(unescape(words), "")
        else:
            self.paragraph(f"<p>{html}</p>")

    def paragraph(self, html: str) -> None:
        """Add a paragraph or list that is written already."""
        html, lines = self._numbers.refer(html)
        if html:
            self._paragraphs.append(html)
        for line in lines:
            self.block("phone", {"line": line.pk})

    def embed(self, address: str, title: str) -> None:
        """Add a film as a card, where the site offers such, else as a link."""
        address = re.sub("^http://", "https://", address) if _known(address) else address
        address = _PLAYER.sub(r"https://www.youtube.com/watch?v=\1", address)
        host = embed_host(address)
        if host:
            self.block("embed", {"address": address, "title": (title or f"On {host}")[:150]})
        elif whole := self._inline.old.absolute(address):
            if not self._inline.old.owns(whole):
                self._findings.note("embed kept as a link", whole)
            label = escape(title or whole, quote=False)
            self._paragraphs.append(f'<p><a href="{escape(whole)}">{label}</a></p>')

    def block(self, name: str, value: Any) -> None:
        """Add another block behind the paragraphs so far."""
        self.flush()
        self.blocks.append({"type": name, "value": value})

    def flush(self) -> None:
        """Make a block of the paragraphs so far."""
        if self._paragraphs:
            self.blocks.append({"type": "paragraph", "value": "".join(self._paragraphs)})
            self._paragraphs = []


def _known(address: str) -> bool:
    return embed_host(re.sub("^http://", "https://", address)) in EMBED_HOSTS.values()
