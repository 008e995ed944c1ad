"""A post's content becomes this site's body blocks.

Blocks of WordPress's editor need no reading of their own: what they show stands in the HTML
between their comments. Blocks that are filled by the server have none, and are told.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from blog.importing.addresses import OldSite
from blog.importing.findings import Findings
from blog.importing.html import INLINE, is_inline, is_tag, lines_of, read_html, text_of
from blog.importing.inline import DROPPED, Inline, trim
from blog.importing.limits import DEEPEST_HTML
from blog.importing.numbers import Numbers
from blog.importing.pictures import read_picture
from blog.importing.prose import Block, Prose
from blog.importing.shortcodes import Shortcodes
from blog.importing.tables import read_table
from leads.models import PhoneLine

_BLOCK = re.compile(r"^\s*wp:([a-z0-9-]+(?:/[a-z0-9-]+)?)\s*(\{.*\})?\s*(/?)\s*$", re.DOTALL)
_SILENT = {"more", "nextpage", "separator", "spacer", "page-break"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_HEADING, _LONGEST_QUOTE, _LONGEST_QUESTION = 120, 600, 200


def read_body(
    html: str, old: OldSite, lines: Mapping[str, PhoneLine], findings: Findings
) -> list[Block]:
    """Return the blocks; pictures in them are `Wanted`, to be looked up."""
    codes = Shortcodes(findings)
    tree = read_html(codes.in_html(html), findings)
    return _Body(
        tree, Inline(old, findings, codes), Numbers(lines, findings), "<!-- wp:" in html
    ).blocks()


class _Body:
    def __init__(self, tree: Any, inline: Inline, numbers: Numbers, modern: bool) -> None:
        self._tree = tree
        self._inline = inline
        self._findings = inline.findings
        self._numbers = numbers
        self._prose = Prose(inline, numbers, classic=not modern)
        levels = [_HEADINGS[node.tag] for node in tree.iter(*_HEADINGS)]
        self._top = min(levels, default=2)
        self._handlers = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol"), self._listing),
            **dict.fromkeys(("audio", "video"), self._recording),
            "blockquote": self._quote,
            "details": self._question,
            "dt": self._term,
            "figure": self._figure,
            "hr": self._end,
            "iframe": self._frame,
            "img": self._picture,
            "pre": self._lines,
            "table": self._table,
        }

    def blocks(self) -> list[Block]:
        self._walk(self._tree, 0)
        self._prose.end()
        self._prose.flush()
        return _join_questions(self._prose.blocks)

    def _walk(self, parent: Any, depth: int) -> None:
        if depth > DEEPEST_HTML:
            self._findings.note("nested too deep: kept as text")
            self._prose.text(parent.text_content())
            return
        self._prose.text(parent.text)
        for child in parent:
            self._node(child, depth + 1)
            self._prose.text(child.tail)

    def _node(self, node: Any, depth: int) -> None:
        if not is_tag(node):
            self._comment(node.text or "")
        elif handler := self._handlers.get(node.tag):
            self._prose.end()
            handler(node, depth)
        elif node.tag == "br" or node.tag in DROPPED or (node.tag in INLINE and is_inline(node)):
            self._prose.add(self._inline.one(node, depth))
        elif node.tag in INLINE:  # a link around a picture, or around whole paragraphs
            self._walk(node, depth)
        else:
            self._prose.end()
            self._walk(node, depth)
            self._prose.end()

    def _comment(self, text: str) -> None:
        found = _BLOCK.match(text)
        if not found:
            return
        name, values, empty = found.groups()
        if empty and name not in _SILENT:
            self._findings.note("block left out", f"{name} {values or ''}")
            for words in _words(values):
                self._prose.end()
                self._prose.add(self._inline.text(words))
                self._prose.end()
        elif "/" in name:
            self._findings.note("block kept as text", name)

    def _end(self, element: Any, depth: int) -> None:
        """Leave a line out: it says nothing."""

    def _heading(self, element: Any, depth: int) -> None:
        text = self._inline.codes.in_text(text_of(element)).strip()
        if len(text) > _LONGEST_HEADING:
            self._findings.note("long heading kept as text", text)
            self._prose.paragraph(f"<p><b>{self._inline.text(text)}</b></p>")
        elif text:
            self._numbers.note(text, "heading")
            level = "2" if _HEADINGS[element.tag] <= self._top else "3"
            self._prose.block("heading", {"text": text, "level": level})
        for picture in element.iter("img"):
            self._picture(picture, depth)

    def _listing(self, element: Any, depth: int) -> None:
        if html := self._inline.listing(element, depth):
            self._prose.paragraph(html)
        self._kept_pictures()

    def _term(self, element: Any, depth: int) -> None:
        if html := trim(self._inline.inside(element, depth)):
            self._prose.paragraph(f"<p><b>{html}</b></p>")

    def _lines(self, element: Any, depth: int) -> None:
        for line in element.text_content().splitlines():
            self._prose.add(self._inline.text(line) + "<br/>")
        self._prose.end()

    def _quote(self, element: Any, depth: int) -> None:
        cites = list(element.iter("cite", "footer"))
        name = text_of(cites[0]) if cites else ""
        for cite in cites:
            cite.drop_tree()
        lines = map(self._inline.codes.in_text, lines_of(element))
        text = "\n".join(filter(None, map(str.strip, lines)))
        if not text or len(text) > _LONGEST_QUOTE or element.find(".//img") is not None:
            self._findings.note("quote kept as text", text)
            self._walk(element, depth)
            self._prose.end()
            if name:
                self._prose.paragraph(f"<p>{self._inline.text(name)}</p>")
            return
        self._numbers.note(text, "quote")
        self._prose.block("quote", {"text": text, "name": name[:80], "role": ""})
        if len(name) > 80:
            self._findings.note("name in a quote shortened", name)

    def _question(self, element: Any, depth: int) -> None:
        summary = element.find("summary")
        question = (
            self._inline.codes.in_text(text_of(summary)).strip() if summary is not None else ""
        )
        if summary is not None:
            summary.drop_tree()
        answer = self._aside(element, depth)
        if question and len(question) <= _LONGEST_QUESTION and _is_text(answer):
            item = {"question": question, "answer": answer[0]["value"]}
            value = {"heading": "", "items": [{"type": "item", "value": item}]}
            self._prose.block("questions", value)
            return
        self._findings.note("question kept as text", question)
        if question:
            self._prose.paragraph(f"<p><b>{self._inline.text(question)}</b></p>")
        for block in answer:
            self._prose.block(block["type"], block["value"])

    def _aside(self, element: Any, depth: int) -> list[Block]:
        """Return the blocks of what stands within an element."""
        outer, self._prose = self._prose, self._prose.another()
        self._walk(element, depth)
        self._prose.end()
        self._prose.flush()
        inner, self._prose = self._prose, outer
        return inner.blocks

    def _figure(self, element: Any, depth: int) -> None:
        pictures = list(element.iter("img"))
        table = element.find("table")
        if table is not None:
            self._table(table, depth, caption=_caption(element))
            return
        if (
            element.find(".//figure") is not None
            or len(pictures) > 1
            or not self._is_simple(element)
        ):
            self._walk(element, depth)
            self._prose.end()
            return
        if not pictures:
            caption = _caption(element)
            self._prose.embed(text_of(element), caption)
            return
        caption = self._inline.codes.in_text(text_of(element))
        self._numbers.note(caption, "caption")
        self._add_picture(pictures[0], caption)

    def _is_simple(self, element: Any) -> bool:
        """Say whether a figure is one picture, or the address of a film, with a caption."""
        if any(element.iter("table", "iframe", "video", "audio", "blockquote", "ul", "ol", "pre")):
            return False
        return element.find(".//img") is not None or "embed" in (element.get("class") or "")

    def _picture(self, element: Any, depth: int) -> None:
        self._add_picture(element, "")

    def _add_picture(self, element: Any, caption: str) -> None:
        self._prose.end()
        wanted = read_picture(element, caption, self._inline.old, self._findings)
        self._prose.block("picture", wanted)

    def _kept_pictures(self) -> None:
        pictures, self._inline.pictures = self._inline.pictures, []
        for picture in pictures:
            self._add_picture(picture, "")

    def _frame(self, element: Any, depth: int) -> None:
        address = self._inline.old.absolute(element.get("src") or element.get("data-src") or "")
        if address:
            self._prose.embed(address, " ".join((element.get("title") or "").split()))
        else:
            self._findings.note("HTML left out", "<iframe> without an address")

    def _recording(self, element: Any, depth: int) -> None:
        sources = [element, *element.iter("source")]
        address = next((node.get("src") for node in sources if node.get("src")), "")
        self._findings.note("recording kept as a link", address)
        self._prose.embed(self._inline.old.absolute(address), "")

    def _table(self, element: Any, depth: int, caption: str = "") -> None:
        table = read_table(element, self._inline)
        if table is None:
            self._findings.note("table kept as text", text_of(element))
            self._walk(element, depth)
            self._prose.end()
        elif not table["rows"]:
            self._walk(element, depth)
        else:
            self._numbers.note(" | ".join(element.itertext()), "table")
            self._prose.block("table", {**table, "caption": caption})
        self._kept_pictures()


def _caption(element: Any) -> str:
    """Take a figure's caption out of it."""
    captions = list(element.iter("figcaption"))
    text = " ".join(text_of(caption) for caption in captions)
    for caption in captions:
        caption.drop_tree()
    return text


def _is_text(blocks: list[Block]) -> bool:
    return [block["type"] for block in blocks] == ["paragraph"]


def _words(values: str | None) -> list[str]:
    """Return the sentences among the settings of a block that the server would have filled."""
    try:
        kept = json.loads(values or "{}")
    except (ValueError, RecursionError):
        return []
    found: list[str] = []
    waiting = [kept]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, str) and value.count(" ") >= 3:
            found.append(
                re.sub("[\ud800-\udfff\x00-\x08\x0b-\x1f]", "", re.sub("<[^<>]*>", " ", value))
            )
    return found


def _join_questions(blocks: list[Block]) -> list[Block]:
    """Make one block of questions that follow each other."""
    joined: list[Block] = []
    for block in blocks:
        if block["type"] == "questions" and joined and joined[-1]["type"] == "questions":
            joined[-1]["value"]["items"] += block["value"]["items"]
        else:
            joined.append(block)
    return joined
