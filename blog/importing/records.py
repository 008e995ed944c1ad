"""What an export holds, as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class CommentStatus(StrEnum):
    """What the old site decided about a comment."""

    APPROVED = "approved"
    PENDING = "pending"
    SPAM = "spam"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment; `parent` is '' at the top, `user` is '' for who had no account.

    Networks and the authors' own sites are not read.
    """

    id: str
    parent: str
    user: str
    author: str
    email: str
    written_at: datetime | None
    status: CommentStatus
    text: str


class Author(NamedTuple):
    """Somebody with an account on the old site. The mail address is not read."""

    id: str
    login: str
    name: str


class Category(NamedTuple):
    """A category of the old site."""

    slug: str
    parent: str
    name: str
    description: str


class Term(NamedTuple):
    """A category or tag on an item."""

    domain: str
    slug: str
    name: str


@dataclass(slots=True)
class Item:
    """A post, page, attachment or whatever else WordPress keeps as a 'post'."""

    line: int
    id: str = ""
    type: str = ""
    title: str = ""
    link: str = ""
    guid: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    slug: str = ""
    status: str = ""
    has_password: bool = False
    comments_closed: bool = False
    parent: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    attachment_url: str = ""
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    pingbacks: int = 0
    length: int = 0  # characters, with the comments
    left_out: int = 0  # comments, terms and fields beyond the limits

    @property
    def key(self) -> str:
        """What knows the item again in a later export of the same site."""
        return self.id or self.guid[:200]

    @property
    def name(self) -> str:
        """What a report calls it."""
        return f"{self.type or 'item'} {self.key or '?'}"
