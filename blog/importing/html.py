"""HTML as authors left it becomes a tree.

lxml, because it takes time in proportion to the text whatever the text is: Python's own parser
takes minutes for some, such as many comments that never close.
"""

import re
from html import unescape

import lxml.html

from blog.importing.findings import Findings

_TAG = re.compile(r"<[^<>]*>")
_FRAME = re.compile(
    r"</?(?:html|head|body|!doctype)\b[^<>]*>", re.IGNORECASE
)  # ends a document early
_LIMIT = "ERR_RESOURCE_LIMIT"

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del",
    "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip


def read_html(html: str, findings: Findings) -> lxml.html.HtmlElement:
    """Return the body. What is nested beyond all measure is read as text without its tags."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True)
    body = _body(_FRAME.sub("", html), parser)
    if any(error.type_name == _LIMIT for error in parser.error_log):
        findings.note("nested too deep: kept as text")
        return _body(plain_html(html), parser)
    return body


def _body(html: str, parser: lxml.html.HTMLParser) -> lxml.html.HtmlElement:
    data = b"<html><body>" + html.encode("utf-8", "replace")
    return lxml.html.document_fromstring(data, parser=parser).find("body")


def plain_html(html: str) -> str:
    """Return HTML without its tags."""
    return _TAG.sub(" ", html).replace("<", "&lt;")


def plain_text(html: str) -> str:
    """Return the text of a title or an excerpt, in one line."""
    return " ".join(unescape(_TAG.sub(" " if "<p" in html or "<br" in html else "", html)).split())


def text_of(element: lxml.html.HtmlElement) -> str:
    """Return the text of an element, in one line."""
    return " ".join(element.text_content().split())


def lines_of(element: lxml.html.HtmlElement) -> list[str]:
    """Return the text of an element, by its lines."""
    for node in element.iter("p", "br", "div", "li"):
        node.tail = f"\n{node.tail or ''}"
    return [" ".join(line.split()) for line in element.text_content().splitlines()]


def is_tag(node: lxml.html.HtmlElement) -> bool:
    """Say whether a node is an element, not a comment."""
    return isinstance(node.tag, str)


def is_inline(element: lxml.html.HtmlElement) -> bool:
    """Say whether an element and all within it belong into a line of text."""
    return all(node.tag in INLINE for node in element.iter() if is_tag(node))
