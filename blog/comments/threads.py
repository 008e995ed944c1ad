"""Threads: where an answer stands, and the tree of what readers may see.

Three levels are shown. An answer to the third stands beside what it answers, and says to whom it
is. Where an answered comment is not visible any more, an empty place holds its answers together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString

from blog.comments.text import as_html, initials
from blog.models import Comment
from blog.models.comments import DEEPEST
from headless.cache.tags import declared
from headless.changes.shown import ShownRows
from headless.visibility import page_is_public

APPROVED = Comment.Status.APPROVED
# What the answer cache must know: whatever is written to other rows changes no answer.
SHOWN = ShownRows(
    label="blog.Comment",
    column="status",
    value=APPROVED.value,
    list_of="article_id",
    prefix="comments-",
    seen=(
        *("name", "text", "by_team", "created_at", "edited_at"),
        *("level", "parent_id", "root_id"),
    ),
)


def comments_tag(article_id: int) -> str:
    """Return the tag of an article's visible comments."""
    return f"{SHOWN.prefix}{article_id}"


def place_below(parent: Comment | None) -> dict[str, Any]:
    """Return the columns that put a comment below the one it answers."""
    if parent is None:
        return {"parent": None, "root": None, "level": 1}
    root = parent.root_id or parent.pk
    return {"parent": parent, "root_id": root, "level": min(parent.level + 1, DEEPEST)}


def visible() -> QuerySet:
    """Return the comments that the public may see: approved, of public articles."""
    return Comment.objects.filter(page_is_public("article__"), status=APPROVED)


@dataclass
class Node:
    """A comment in its thread; without `comment`, the place of one that is not visible."""

    pk: int
    level: int
    comment: Comment | None = None
    answers_to: Comment | None = None  # where it stands beside what it answers
    replies: list["Node"] = field(default_factory=list)

    @property
    def html(self) -> SafeString:
        """The text, safe to be shown."""
        return as_html(self.comment.text) if self.comment else SafeString("")

    @property
    def initials(self) -> str:
        """What stands in the place of a portrait."""
        return initials(self.comment.name) if self.comment else ""

    @property
    def is_worth_showing(self) -> bool:
        """Whether there is a comment here, or an answer to one."""
        return self.comment is not None or bool(self.replies)


def roots_of(article_id: int) -> QuerySet:
    """Return the first comments of an article's visible threads, oldest first."""
    answered = Comment.objects.filter(root=OuterRef("pk"), status=APPROVED)
    roots = Comment.objects.filter(article=article_id, level=1)
    return roots.filter(Q(status=APPROVED) | Exists(answered)).order_by("created_at", "pk")


@dataclass(frozen=True)
class Slice:
    """Some of an article's threads, how many there are, and how many visible comments."""

    threads: list[Node]
    of: int
    comments: int


def read_slice(article_id: int, start: int, size: int) -> Slice:
    """Return so many of the visible threads, from one on, in one query."""
    roots = roots_of(article_id)
    approved = Comment.objects.filter(article=article_id, status=APPROVED)
    chosen = roots.values("pk")[start : start + size]
    rows = Comment.objects.filter(Q(pk__in=chosen) | Q(root__in=chosen), article=article_id)
    found = list(_in_place(rows).annotate(of=_number(roots), total=_number(approved)))
    if not found:
        return Slice([], 0, 0)
    trunk = [row for row in found if row.level == 1]
    return Slice(
        _grown(trunk, [row for row in found if row.level > 1]), found[0].of, found[0].total
    )


def _number(rows: QuerySet) -> Coalesce:
    """Return how many these rows of one article are, as a column of another query."""
    counted = rows.order_by().values("article").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _in_place(rows: QuerySet) -> QuerySet:
    """Leave the visible ones of these rows, and those that hold the place of their answers."""
    answered = Exists(Comment.objects.filter(parent=OuterRef("pk")))
    return rows.filter(Q(status=APPROVED) | answered).order_by("created_at", "pk")


def place_of(comment: Comment) -> int:
    """Return how many visible threads of the article stand before this comment's."""
    root = comment.root or comment
    earlier = Q(created_at__lt=root.created_at) | Q(created_at=root.created_at, pk__lt=root.pk)
    return roots_of(comment.article_id).filter(earlier).count()


def count_of(article_id: int) -> int:
    """Return how many comments of an article are visible."""
    with declared(comments_tag(article_id)):
        return Comment.objects.filter(article=article_id, status=APPROVED).count()


def grow(roots: Iterable[Comment]) -> list[Node]:
    """Return the threads of these roots, in one query."""
    trunk = list(roots)
    if not trunk:
        return []
    below = Comment.objects.filter(root__in=[root.pk for root in trunk])
    return _grown(trunk, _in_place(below))


def _grown(roots: Iterable[Comment], rows: Iterable[Comment]) -> list[Node]:
    """Return the threads of these roots from all rows below them; both in the order of time."""
    trunk, below = {root.pk: root for root in roots}, list(rows)
    seen = {row.pk: row for row in below if row.status == APPROVED}
    placed = [*seen.values(), *(row for row in below if row.pk not in seen)]
    parents = {row.pk: row.parent_id for row in placed}
    levels = {row.pk: row.level for row in placed}
    nodes = {
        pk: Node(pk, 1, root if root.status == APPROVED else None) for pk, root in trunk.items()
    }
    for pk, level in sorted(levels.items(), key=lambda pair: pair[1]):
        nodes[pk] = Node(pk, level, seen.get(pk))
    return _joined(nodes, parents, list(trunk))


def _joined(nodes: dict[int, Node], parents: dict[int, int | None], roots: list[int]) -> list[Node]:
    """Hang every node below one of the level above; `nodes` are in order of level, then time."""
    for pk, parent in sorted(parents.items(), key=lambda pair: -nodes[pair[0]].level):
        above = parent
        while above in nodes and nodes[above].level >= nodes[pk].level:
            above = parents.get(above)
        if above in nodes and nodes[pk].is_worth_showing:
            nodes[above].replies.append(nodes[pk])
            if above != parent and parent in nodes:
                nodes[pk].answers_to = nodes[parent].comment
    return [nodes[pk] for pk in roots if nodes[pk].is_worth_showing]
