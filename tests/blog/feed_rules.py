"""What RSS 2.0 and Atom (RFC 4287) demand of a feed, as far as our feeds can break it.

Rules: https://www.rssboard.org/rss-specification and RFC 4287, sections 3 and 4.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 822 with the four digits of a year that RSS prefers; RFC 3339.
MAIL_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} [+-]\d{4}"
)
NET_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(r"tag:[\w.-]+,\d{4}-\d\d-\d\d:\S+")  # RFC 4151
VOID = {"br", "hr", "img"}


class _Markup(HTMLParser):
    """Reads escaped HTML and notes what is not well-formed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=False)
        self.open, self.faults = [], []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.open += [] if tag in VOID else [tag]
        led_to = [value for name, value in attrs if name in ("href", "src")]
        self.faults += [f"{value} is relative" for value in led_to if not _absolute(value)]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if re.search(r"[<&]", data):
            self.faults.append(f"{data!r} is not escaped")


def faults(content: bytes) -> list[str]:
    """Return what is wrong with a feed, in words; raise ParseError where it is no XML."""
    tree = ElementTree.fromstring(content)
    return list(_rss(tree) if tree.tag == "rss" else _atom(tree))


def _rss(tree) -> Iterator[str]:
    channels = tree.findall("channel")
    if tree.get("version") != "2.0" or len(channels) != 1:
        yield "not RSS 2.0 with one channel"
    channel = channels[0]
    yield from _texts(channel, ("title", "link", "description"))
    yield from _self(channel, "application/rss+xml")
    items = channel.findall("item")
    yield from _unique([item.findtext("guid") for item in items])
    for item in items:
        yield from _texts(item, ("title", "link", "guid", "pubDate"))
        yield from _Markup(item.findtext("description", "")).faults
        guid, is_address = item.findtext("guid"), item.find("guid").get("isPermaLink") != "false"
        if not (_absolute(guid) if is_address else TAG_URI.fullmatch(guid)):
            yield f"{guid} is no address, or no tag URI"
    for element in channel.iter():
        if element.tag == "link" and not _absolute(element.text):
            yield f"{element.text} is relative"
        if element.tag in ("pubDate", "lastBuildDate"):
            yield from _date(element, MAIL_DATE, parsedate_to_datetime)
        if element.tag in ("author", "managingEditor", "webMaster") and "@" not in element.text:
            yield f"{element.tag} without a mail address"


def _atom(feed) -> Iterator[str]:
    if feed.tag != f"{ATOM}feed":
        yield "no Atom feed"
    yield from _texts(feed, ("id", "title", "updated"), ATOM)
    yield from _self(feed, None)
    entries = feed.findall(f"{ATOM}entry")
    yield from _unique([entry.findtext(f"{ATOM}id") for entry in entries])
    for entry in entries:
        yield from _texts(entry, ("id", "title", "updated"), ATOM)
        if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
            yield "an entry without author (4.1.2)"
        if entry.find(f"{ATOM}link[@rel='alternate']") is None:
            yield "an entry without alternate link (4.1.2)"
    yield from _atom_values(feed)


def _atom_values(feed) -> Iterator[str]:
    for element in feed.iter():
        name = element.tag.removeprefix(ATOM)
        if name == "id" and not (_absolute(element.text) or TAG_URI.fullmatch(element.text)):
            yield f"{element.text} is no IRI (4.2.6)"
        if name == "link" and not _absolute(element.get("href")):
            yield f"{element.get('href')} is relative"
        if name in ("updated", "published"):
            yield from _date(element, NET_DATE, datetime.fromisoformat)
        if element.get("type") == "html":
            yield from _Markup(element.text or "").faults
        if name == "author" and not element.findtext(f"{ATOM}name"):
            yield "an author without name (3.2.1)"


def _texts(element, names, space="") -> Iterator[str]:
    """Yield each child that is not there once, with a text."""
    for name in names:
        found = element.findall(space + name)
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"{element.tag} needs one {name}"


def _self(channel, kind) -> Iterator[str]:
    links = channel.findall(f"{ATOM}link[@rel='self']")
    if len(links) != 1 or not _absolute(links[0].get("href")):
        yield "no link to itself"
    elif kind and links[0].get("type") not in (None, kind):
        yield f"a link to itself that is no {kind}"


def _unique(names) -> Iterator[str]:
    yield from (f"{name} is there twice" for name in set(names) if names.count(name) > 1)


def _date(element, pattern, read) -> Iterator[str]:
    if not pattern.fullmatch(element.text or "") or read(element.text).tzinfo is None:
        yield f"{element.tag} {element.text} is no date"


def _absolute(address) -> bool:
    return urlsplit(address or "").scheme in ("http", "https") and bool(urlsplit(address).netloc)
