"""How the demo's content is written down: plain data, with names where the site has rows.

A body is a list of blocks made by the functions below. `Ref("slug")` stands for a page,
`Line("key")` for a phone line, `Picture("key")` for a picture of `pictures/`; the loader puts
the real thing in their place.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Ref:
    """A page, by its slug."""

    slug: str


@dataclass(frozen=True)
class Line:
    """A phone line, by its key in `content.contact.LINES`."""

    key: str


@dataclass(frozen=True)
class Picture:
    """A picture, by its key in `pictures/pictures.toml`."""

    key: str


Block = tuple[str, Any]


@dataclass(frozen=True)
class Source:
    """A reference of an article."""

    title: str
    publisher: str
    address: str
    accessed_on: date
    year: int | None = None


@dataclass(frozen=True)
class Article:
    """An article; people and topics by slug, the picture by key."""

    slug: str
    title: str
    summary: str
    picture: str
    authors: list[str]
    topics: list[str]
    tags: list[str]
    published_on: date
    body: list[Block]
    sources: list[Source]
    reviewer: str = ""
    reviewed_on: date | None = None
    updated_on: date | None = None
    change_note: str = ""


@dataclass(frozen=True)
class Person:
    """A writer or reviewer; the picture by key, the account by the name to log in with."""

    slug: str
    name: str
    credentials: str
    role: str
    summary: str
    picture: str
    body: list[Block] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    account: str = ""


@dataclass(frozen=True)
class Topic:
    """A topic of articles."""

    slug: str
    title: str
    summary: str


@dataclass(frozen=True)
class Series:
    """A series; its articles by slug, in their order."""

    slug: str
    title: str
    summary: str
    articles: list[str]


@dataclass(frozen=True)
class Remark:
    """A reader's comment, with the answers to it."""

    name: str
    at: datetime
    text: str
    answers: "list[Remark]" = field(default_factory=list)
    by_team: bool = False


def heading(text: str, level: int = 2) -> Block:
    """Return a heading block of level 2 or 3."""
    return "heading", {"text": text, "level": str(level)}


def text(*paragraphs: str) -> Block:
    """Return a paragraph block; each argument is the inside of one `<p>`, or a whole list."""
    parts = (part if part.startswith(("<ul", "<ol")) else f"<p>{part}</p>" for part in paragraphs)
    return "paragraph", "".join(parts)


def picture(key: str, alt: str, caption: str = "") -> Block:
    """Return a picture block; an empty alt text means decorative."""
    image = {"image": Picture(key), "alt_text": alt, "decorative": not alt}
    return "picture", {"image": image, "caption": caption, "credit": ""}


def quote(words: str, name: str = "", role: str = "") -> Block:
    """Return a quote block."""
    return "quote", {"text": words, "name": name, "role": role}


def questions(title: str, *items: tuple[str, str]) -> Block:
    """Return a questions block from (question, answer) pairs."""
    listed = [{"question": asked, "answer": f"<p>{answer}</p>"} for asked, answer in items]
    return "questions", {"heading": title, "items": listed}


def call_out(kind: str, title: str, words: str) -> Block:
    """Return a call-out of the kind note, important or danger."""
    return "call_out", {"kind": kind, "heading": title, "text": f"<p>{words}</p>"}


def steps(title: str, *items: tuple[str, str]) -> Block:
    """Return a steps block from (heading, text) pairs."""
    listed = [
        {"heading": name, "text": f"<p>{words}</p>" if words else ""} for name, words in items
    ]
    return "steps", {"heading": title, "items": listed}


def table(caption: str, columns: list[str], *rows: list[str]) -> Block:
    """Return a table block of plain text."""
    heads = [{"type": "text", "heading": name} for name in columns]
    return "table", {
        "caption": caption,
        "columns": heads,
        "rows": [{"values": values} for values in rows],
    }


def embed(address: str, title: str, summary: str = "", transcript: str = "") -> Block:
    """Return a card for a film or recording elsewhere."""
    return "embed", {
        "address": address,
        "title": title,
        "summary": summary,
        "transcript": f"<p>{transcript}</p>" if transcript else "",
    }


def cards(title: str, *items: tuple[str, str, str]) -> Block:
    """Return a cards block from (page slug, text, description) triples."""
    listed = [
        {"page": Ref(slug), "text": words, "description": description, "address": ""}
        for slug, words, description in items
    ]
    return "cards", {"heading": title, "items": listed}


def phone(key: str = "hotline") -> Block:
    """Return a phone block."""
    return "phone", {"line": Line(key)}


def form(slug: str, title: str = "") -> Block:
    """Return a form block."""
    return "callback_form", {"heading": title, "form_page": Ref(slug)}


def program(slug: str) -> Block:
    """Return a program teaser."""
    return "program_teaser", {"page": Ref(slug)}


def claim(words: str, *references: int, source: str = "", address: str = "") -> Block:
    """Return a medical claim: the numbers of references it rests on, or a source of its own."""
    named = {"references": list(references), "source": source, "address": address}
    return "medical_claim", {"text": f"<p>{words}</p>", **named}


def newsletter(title: str = "") -> Block:
    """Return a form to sign up for the newsletter."""
    return "newsletter", {"heading": title}
