"""Readers' comments below imported articles: threads, dates and the old site's decisions.

Of an address only the keyed hash is kept, by which a person is found who wants to be erased. A
comment that is here stays as it is, whatever happened to it since, here or there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from django.utils import timezone
from lxml.etree import strip_elements
from wagtail.models import Page

from blog.importing import records
from blog.importing.drafts import Draft
from blog.importing.findings import Findings
from blog.importing.html import lines_of, plain_text, read_html
from blog.importing.threads import Placed, in_threads
from blog.models import Comment, CommentEvent
from blog.models.comments import DEEPEST, LONGEST_NAME, LONGEST_TEXT
from leads.encryption import keyed_hash

_AT_ONCE = 500
_STATUSES = {
    records.CommentStatus.APPROVED: Comment.Status.APPROVED,
    records.CommentStatus.PENDING: Comment.Status.PENDING,
    records.CommentStatus.SPAM: Comment.Status.SPAM,
}


class _Place(NamedTuple):
    """Where a stored comment stands."""

    pk: int
    level: int
    root: int


class _New(NamedTuple):
    """A comment to be stored, and its and its elder's keys."""

    row: Comment
    key: str
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
                    by_depth[placed.depth].append(_New(row, key, answers))
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
        text = _text(comment, findings)
        if not text:
            findings.note("comment left out", f"comment {comment.id} says nothing")
            return None
        now = timezone.now()
        status = _STATUSES[comment.status]
        return Comment(
            article_id=article.pk,
            name=_name(comment),
            email_hash=keyed_hash(comment.email.lower()) if comment.email else "",
            text=text,
            by_team=comment.user in self._team,
            status=status,
            captcha=Comment.Captcha.NONE,
            created_at=comment.written_at or article.first_published_at or now,
            decided_at=None if status == Comment.Status.PENDING else now,
            import_key=self._key(comment),
        )


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
    name = plain_text(comment.author)
    return "" if "@" in name else name[:LONGEST_NAME].strip()


def _text(comment: records.Comment, findings: Findings) -> str:
    """Return a comment's text without its tags, an empty line between paragraphs."""
    text = comment.text
    if "<" in text or "&" in text:
        text = "\n".join(lines_of(_readable(read_html(text, findings))))
    else:
        text = "\n".join(line.strip() for line in text.splitlines())
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        findings.note("comment shortened", f"comment {comment.id}")
        text = f"{text[: LONGEST_TEXT - 1]}…"
    return text


def _readable(tree: Any) -> Any:
    """Leave scripts out, and write the addresses of links behind their words."""
    strip_elements(tree, "script", "style", with_tail=False)
    for link in tree.iter("a"):
        address = (link.get("href") or "").strip()
        if address.startswith(("http://", "https://")) and address not in link.text_content():
            link.tail = f" ({address}){link.tail or ''}"
    return tree


def _places(keys: Sequence[str]) -> dict[str, _Place]:
    """Return where the comments stand that are here already."""
    places: dict[str, _Place] = {}
    for start in range(0, len(keys), _AT_ONCE):
        rows = Comment.objects.filter(import_key__in=keys[start : start + _AT_ONCE])
        columns = ("import_key", "pk", "level", "root_id")
        for key, pk, level, root in rows.order_by().values_list(*columns):
            places[key] = _Place(pk, level, root or pk)
    return places


def _store(new: Sequence[_New], places: dict[str, _Place]) -> None:
    """Insert comments whose elders are stored, and remember where they stand."""
    for one in new:
        if elder := places.get(one.answers):
            one.row.parent_id, one.row.root_id = elder.pk, elder.root
            one.row.level = min(elder.level + 1, DEEPEST)
    rows = Comment.objects.bulk_create([one.row for one in new], batch_size=_AT_ONCE)
    for row, one in zip(rows, new, strict=True):
        places[one.key] = _Place(row.pk, row.level, row.root_id or row.pk)
    CommentEvent.objects.bulk_create(
        [CommentEvent(comment_id=row.pk, kind=CommentEvent.Kind.IMPORTED) for row in rows],
        batch_size=_AT_ONCE,
    )
