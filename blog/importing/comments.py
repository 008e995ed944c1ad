"""Readers' comments below imported articles: threads, dates and the old site's decisions.

Of an address only the keyed hash is kept, by which a person is found who wants to be erased. A
comment that is here stays as it is, whatever happened to it since, here or there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import unescape
from typing import NamedTuple

import nh3
from django.utils import timezone
from wagtail.models import Page

from blog.comments.holds import Hold, holds_of
from blog.comments.people import person_hash
from blog.comments.text import tidy, tidy_name
from blog.comments.threads import place_below
from blog.importing import records
from blog.importing.drafts import Draft
from blog.importing.findings import Findings
from blog.importing.html import plain_text
from blog.importing.threads import Placed, in_threads
from blog.models import Comment, CommentEvent
from blog.models.comments import LONGEST_NAME, LONGEST_TEXT

_AT_ONCE = 500
_LONGEST_MARKUP = 20 * LONGEST_TEXT  # characters that are looked at; the rest could not be kept
_LINK = re.compile(
    r"""<a\b[^>]{0,500}?href=["'](https?://[^"'<>\s]{1,2000})["'][^>]{0,500}>([^<]*)""", re.I
)
# A line's end stands behind the tag in many comments, and means the same break.
_BREAK = re.compile(r"(?:<br\s*/?>|</(?:div|li|h[1-6])>)(?:\r?\n)?", re.I)
_PARAGRAPH = re.compile(r"</(?:p|blockquote)\s*>", re.I)
_STATUSES = {
    records.CommentStatus.APPROVED: Comment.Status.APPROVED,
    records.CommentStatus.PENDING: Comment.Status.PENDING,
    records.CommentStatus.SPAM: Comment.Status.SPAM,
}


class _New(NamedTuple):
    """A comment to be stored, and the key of the one it answers."""

    row: Comment
    answers: str


class CommentWriter:
    """Stores the comments of a chunk of articles, a few statements for each depth of threads."""

    def __init__(self, source: str, team: Iterable[str], *, dry: bool) -> None:
        self._source, self._team, self._dry = source, frozenset(team) - {""}, dry

    def write(self, articles: Sequence[tuple[Page, Draft]]) -> int:
        """Store what is new, note what is lost in the drafts; return how many are new."""
        keys = [self._key(one) for _, draft in articles for one in draft.item.comments]
        places = _places(keys)
        by_depth: dict[int, list[_New]] = defaultdict(list)
        taken = set(places)
        for article, draft in articles:
            for placed in _kept(draft):
                key = self._key(placed.comment)
                if key not in taken and (row := self._row(article, placed, draft.findings)):
                    answers = self._key(placed.answers) if placed.answers else ""
                    by_depth[placed.depth].append(_New(row, answers))
                    taken.add(key)
        if not self._dry:
            for depth in sorted(by_depth):
                _store(by_depth[depth], places)
        return sum(map(len, by_depth.values()))

    def _key(self, comment: records.Comment) -> str:
        """Return what knows a comment again."""
        return sha256(f"{self._source}\n{comment.id}".encode()).hexdigest()

    def _row(self, article: Page, placed: Placed, findings: Findings) -> Comment | None:
        comment = placed.comment
        name, text = _name(comment), _text(comment, findings)
        if not text:
            findings.note("comment left out", f"comment {comment.id} says nothing")
            return None
        now = timezone.now()
        row = Comment(
            article_id=article.pk,
            name=name,
            email_hash=person_hash(comment.email),
            text=text,
            by_team=comment.user in self._team,
            status=_STATUSES[comment.status],
            captcha=Comment.Captcha.NONE,
            created_at=comment.written_at or article.first_published_at or now,
            decided_at=now,
            import_key=self._key(comment),
        )
        return _waiting(row) if row.status == Comment.Status.PENDING else row


def _waiting(row: Comment) -> Comment:
    """Put a comment that nobody has decided on into the queue, at its place."""
    row.decided_at, row.holds = None, [*holds_of(row.name, row.text), Hold.NEW]
    row.crisis = Hold.CRISIS in row.holds
    row.rank = Comment.Rank.CRISIS if row.crisis else Comment.Rank.ORDINARY
    return row


def _kept(draft: Draft) -> Iterator[Placed]:
    """Yield the comments of one article that are taken along, and note how many are not."""
    numbered = [comment for comment in draft.item.comments if comment.id]
    kept = 0
    for placed in in_threads(numbered):
        kept += 1
        yield placed
    if nameless := len(draft.item.comments) - len(numbered):
        draft.findings.note("comments without a number left out", str(nameless))
    if binned := len({comment.id for comment in numbered}) - kept:
        draft.findings.note("comments in the trash left out", str(binned))


def _name(comment: records.Comment) -> str:
    """Return the name readers see; not a mail address that somebody wrote in its place."""
    name = tidy_name(plain_text(comment.author))
    return "" if "@" in name else name[:LONGEST_NAME].strip()


def _text(comment: records.Comment, findings: Findings) -> str:
    """Return a comment's text without its tags; the addresses of links stand behind their words."""
    text = comment.text[:_LONGEST_MARKUP]
    if "<" in text or "&" in text:
        text = _BREAK.sub("\n", _LINK.sub(_written_out, text))
        text = unescape(nh3.clean(_PARAGRAPH.sub("\n\n", text), tags=set()))
    text = tidy(text)
    if len(text) > LONGEST_TEXT:
        findings.note("comment shortened", f"comment {comment.id}")
        text = f"{text[: LONGEST_TEXT - 1]}…"
    return text


def _written_out(link: re.Match) -> str:
    address, words = link[1], link[2]
    return words if address in words else f"{words} ({address})"


def _places(keys: Sequence[str]) -> dict[str, Comment]:
    """Return the comments that are here already, with no more than where they stand."""
    places: dict[str, Comment] = {}
    for start in range(0, len(keys), _AT_ONCE):
        rows = Comment.objects.filter(import_key__in=keys[start : start + _AT_ONCE]).order_by()
        places |= {str(row.import_key): row for row in rows.only("import_key", "level", "root_id")}
    return places


def _store(new: Sequence[_New], places: dict[str, Comment]) -> None:
    """Insert comments whose elders are stored, and remember where they stand."""
    for row, answers in new:
        for column, value in place_below(places.get(answers)).items():
            setattr(row, column, value)
    rows = [row for row, _ in new]
    Comment.objects.bulk_create(rows, batch_size=_AT_ONCE)
    places |= {str(row.import_key): row for row in rows}
    CommentEvent.objects.bulk_create(
        (CommentEvent(comment_id=row.pk, kind=CommentEvent.Kind.IMPORTED) for row in rows),
        batch_size=_AT_ONCE,
    )
