"""Which comment answers which. A file lists them in any order, and tells what is not so."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blog.importing.records import Comment, CommentStatus

DEEPEST_THREAD = 10  # answers to answers; WordPress offers no more


class Placed(NamedTuple):
    """A comment, how deep it stands (1 at the top), and the one it answers."""

    comment: Comment
    depth: int
    answers: Comment | None


def in_threads(comments: Sequence[Comment]) -> Iterator[Placed]:
    """Yield what is kept, each after the one it answers, in time that grows with their number.

    What answers a comment in the trash answers the one above that; what answers one that is not
    in the file stands at the top. Of a circle, the first in the file does.
    """
    there = {comment.id for comment in comments}
    answers: dict[str, list[Comment]] = defaultdict(list)
    for comment in comments:
        answers[comment.parent if comment.parent in there else ""].append(comment)
    seen: set[str] = set()
    for top in (*answers[""], *comments):  # whoever stands in a circle is reached by the second
        if top.id not in seen:
            yield from _thread(top, answers, seen)


def _thread(top: Comment, answers: dict[str, list[Comment]], seen: set[str]) -> Iterator[Placed]:
    waiting = deque([Placed(top, 1, None)])
    while waiting:
        comment, depth, above = placed = waiting.popleft()
        if comment.id in seen:
            continue
        seen.add(comment.id)
        kept = comment.status != CommentStatus.TRASH
        if kept:
            yield placed
        if kept and depth < DEEPEST_THREAD:
            above, depth = comment, depth + 1
        waiting.extend(Placed(answer, depth, above) for answer in answers[comment.id])
