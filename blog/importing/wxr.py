"""WXR's elements become records. The prefixes of its names are fixed by WordPress's exporter."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from blog.importing.dates import moment
from blog.importing.errors import BrokenOffError, SourceError
from blog.importing.limits import DEEPEST, LONGEST_ITEM, LONGEST_TEXT, MOST_TERMS
from blog.importing.records import Author, Category, Comment, CommentStatus, Item, Term
from blog.importing.stream import CleanText, Listener, parse
from headless.text import clean_text

Record = Author | Category | Item

_CONTEXTS = {"channel", "item", "wp:author", "wp:category", "wp:comment", "wp:postmeta"}
_IGNORED = {"wp:commentmeta", "wp:termmeta", "wp:tag", "wp:term", "image"}  # with all inside
_META = {
    "_thumbnail_id",
    "_wp_attached_file",
    "_wp_attachment_image_alt",
    "_yoast_wpseo_title",
    "_yoast_wpseo_metadesc",
}
_STATUSES = {
    "1": CommentStatus.APPROVED,
    "approved": CommentStatus.APPROVED,
    "spam": CommentStatus.SPAM,
    "trash": CommentStatus.TRASH,
    "post-trashed": CommentStatus.TRASH,
}


class Export(Listener):
    """Reads one file; `records` yields them in its order.

    `source` names the old site: its host and path, so that a later export is known to be of the
    same site, with or without `www` and TLS.
    """

    def __init__(self, path: Path, *, encoding: str | None = None) -> None:
        super().__init__()
        self.text = CleanText(path, encoding)
        self.base = ""
        self.version = ""
        self.items = 0
        self._ready: list[Record] = []
        self._names: list[str] = []
        self._contexts: list[dict[str, Any]] = []
        self._ignoring = 0
        self._leaf: list[str] | None = None
        self._attributes: dict[str, str] = {}
        self._length = 0

    @property
    def source(self) -> str:
        """The old site's host and path."""
        try:
            parts = urlsplit(self.base)
        except ValueError:
            return ""
        host = (parts.hostname or "").removeprefix("www.")
        return f"{host}{parts.path.rstrip('/')}"[:200]

    def records(self) -> Iterator[Record]:
        """Yield what the file holds. Raises SourceError, after the last whole record."""
        try:
            for _ in parse(self.text.chunks(), self):
                yield from self._take()
        except BrokenOffError as error:
            yield from self._take()
            self._check_kind()
            raise BrokenOffError(
                f"{error} Before that stand {self.items:,} whole items."
            ) from error
        self._check_kind()

    def _take(self) -> list[Record]:
        ready, self._ready = self._ready, []
        return ready

    def _check_kind(self) -> None:
        if not self.version:
            raise SourceError("This is no WordPress export: it names no WXR version.")

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        """Open a record, or begin to listen to a field."""
        self.events += 1
        self._names.append(name)
        if len(self._names) > DEEPEST:
            raise SourceError(f"Line {self.line}: tags are nested too deep for an export.")
        if len(self._names) == 1 and name != "rss":
            raise SourceError(f"This is no WordPress export: it begins with <{name[:40]}>.")
        if self._ignoring or name in _IGNORED:
            self._ignoring += 1
        elif name in _CONTEXTS:
            self._contexts.append({"line": self.line, "length": 0})
        elif self._contexts:
            self._leaf, self._length = [], 0
            self._attributes = {key: attrs[key] for key in ("domain", "nicename") if key in attrs}

    def characters(self, content: str) -> None:
        """Keep the text of a field, up to the limit."""
        self.events += 1
        if self._leaf is not None and not self._ignoring:
            self._length += len(content)
            if self._length <= LONGEST_TEXT:
                self._leaf.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        """Close a field or a record."""
        self.events += 1
        self._names.pop()
        if self._ignoring:
            self._ignoring -= 1
        elif name in _CONTEXTS:
            self._close(name, self._contexts.pop())
        elif self._contexts and self._leaf is not None:
            self._keep(name, clean_text("".join(self._leaf)))
            self._leaf = None

    def _keep(self, name: str, text: str) -> None:
        context = self._contexts[-1]
        if self._length > LONGEST_TEXT:
            context["cut"] = True
            return
        context["length"] += self._length
        if name == "wp:wxr_version":
            self.version = text.strip()
        elif name == "wp:base_blog_url" or (name == "link" and not self.base):
            self.base = text.strip() if len(self._contexts) == 1 else self.base
        if name == "category" and "domain" in self._attributes:
            term = Term(self._attributes["domain"], self._attributes.get("nicename", ""), text)
            self._add(context, "terms", term)
        else:
            context[name] = text

    def _add(self, context: dict[str, Any], name: str, value: Any) -> None:
        kept = context.setdefault(name, [])
        room = name == "comments" or len(kept) < MOST_TERMS
        if room and context["length"] <= LONGEST_ITEM:
            kept.append(value)
        else:
            context["left_out"] = context.get("left_out", 0) + 1

    def _close(self, name: str, values: dict[str, Any]) -> None:
        above = self._contexts[-1] if self._contexts else {}
        match name:
            case "wp:postmeta":
                if values.get("wp:meta_key") in _META:
                    above.setdefault("meta", {})[values["wp:meta_key"]] = values.get(
                        "wp:meta_value", ""
                    )
            case "wp:comment":
                above["length"] = above.get("length", 0) + values["length"]
                self._close_comment(above, values)
            case "wp:author":
                self._ready.append(_author(values))
            case "wp:category":
                self._ready.append(_category(values))
            case "item":
                self.items += 1
                self._ready.append(_item(values))

    def _close_comment(self, item: dict[str, Any], values: dict[str, Any]) -> None:
        if values.get("wp:comment_type", "") not in {"", "comment"}:
            item["pingbacks"] = item.get("pingbacks", 0) + 1
        elif values.get("cut"):
            item["left_out"] = item.get("left_out", 0) + 1
        else:
            self._add(item, "comments", _comment(values))


def _author(values: dict[str, Any]) -> Author:
    full = f"{values.get('wp:author_first_name', '')} {values.get('wp:author_last_name', '')}"
    name = values.get("wp:author_display_name", "").strip() or full.strip()
    login = values.get("wp:author_login", "").strip()
    return Author(values.get("wp:author_id", "").strip(), login, name)


def _category(values: dict[str, Any]) -> Category:
    return Category(
        values.get("wp:category_nicename", "").strip(),
        values.get("wp:category_parent", "").strip(),
        values.get("wp:cat_name", ""),
        values.get("wp:category_description", ""),
    )


def _comment(values: dict[str, Any]) -> Comment:
    return Comment(
        id=_number(values, "wp:comment_id"),
        parent=_number(values, "wp:comment_parent"),
        user=_number(values, "wp:comment_user_id"),
        author=values.get("wp:comment_author", "").strip(),
        email=values.get("wp:comment_author_email", "").strip(),
        written_at=moment(values.get("wp:comment_date_gmt", ""), values.get("wp:comment_date", "")),
        status=_STATUSES.get(values.get("wp:comment_approved", "").strip(), CommentStatus.PENDING),
        text=values.get("wp:comment_content", ""),
    )


def _number(values: dict[str, Any], name: str) -> str:
    """Return what numbers a thing; '' for WordPress's 0, which is none."""
    number = values.get(name, "").strip()[:200]
    return "" if number == "0" else number


def _item(values: dict[str, Any]) -> Item:
    def text(name: str) -> str:
        return values.get(name, "").strip()

    return Item(
        line=values["line"],
        id=_number(values, "wp:post_id"),
        type=text("wp:post_type"),
        title=text("title"),
        link=text("link"),
        guid=text("guid"),
        creator=text("dc:creator"),
        content=values.get("content:encoded", ""),
        excerpt=text("excerpt:encoded"),
        slug=text("wp:post_name"),
        status="cut" if values.get("cut") else text("wp:status"),
        has_password=bool(text("wp:post_password")),
        comments_closed=text("wp:comment_status") == "closed",
        parent=_number(values, "wp:post_parent"),
        published_at=moment(text("wp:post_date_gmt"), text("wp:post_date")),
        modified_at=moment(text("wp:post_modified_gmt"), text("wp:post_modified")),
        attachment_url=text("wp:attachment_url"),
        terms=values.get("terms", []),
        meta=values.get("meta", {}),
        comments=values.get("comments", []),
        pingbacks=values.get("pingbacks", 0),
        length=values["length"],
        left_out=values.get("left_out", 0),
    )
