"""Where comments go.

The plugin that stores them registers its writer in `AppConfig.ready()`:
`comment_writers.register(write_comments)`. The writer is called within the transaction that writes
the article, for every article that has comments, in every run: it knows by `Comment.source` and
`Comment.id` what it has. Comments come in the file's order, in which a reply may stand before what
it answers. It returns what is to be reported.
"""

from collections.abc import Callable, Iterable, Sequence

from blog.importing.findings import Finding
from blog.importing.records import Comment
from blog.models import ArticlePage

Writer = Callable[[ArticlePage, Sequence[Comment]], Iterable[Finding]]


def report_comments(article: ArticlePage, comments: Sequence[Comment]) -> Iterable[Finding]:
    """Say that nobody stores them."""
    return [Finding("comments", f"{len(comments)} not imported, no comments plugin")]


class CommentWriters:
    """The one writer there is."""

    def __init__(self) -> None:
        self._writer: Writer = report_comments

    def register(self, writer: Writer) -> None:
        """Let `writer` store comments from now on."""
        self._writer = writer

    def write_comments(
        self, article: ArticlePage, comments: Sequence[Comment]
    ) -> Iterable[Finding]:
        """Hand the comments of one article over."""
        return self._writer(article, comments)


comment_writers = CommentWriters()
