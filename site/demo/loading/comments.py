"""What readers wrote: some of it approved, some waiting to be read."""

from typing import Any

from wagtail.models import Page, Site

from blog.comments.holds import Hold, holds_of
from blog.comments.states import decide
from blog.comments.threads import place_below
from blog.models import CannedReply, Comment, CommentEvent, CommentSettings
from demo.building import Builder
from demo.content import comments
from demo.writing import Remark


def load(builder: Builder) -> None:
    """Let readers comment, and show what some of them wrote."""
    site = Site.objects.get(is_default_site=True)
    CommentSettings.objects.update_or_create(site=site, defaults={"enabled": True})
    for slug, remarks in comments.COMMENTS.items():
        for remark in remarks:
            _approved(builder, builder.pages[slug], remark, None)
    for slug, remarks in comments.WAITING.items():
        for remark in remarks:
            _waiting(builder, builder.pages[slug], remark)
    for title, text in comments.CANNED.items():
        CannedReply.objects.create(title=title, text=text)


def _approved(builder: Builder, article: Page, remark: Remark, parent: Comment | None) -> None:
    comment = _comment(builder, article, remark, **place_below(parent))
    decide([comment.pk], Comment.Status.APPROVED, note="Loaded with the demo")
    for answer in remark.answers:
        _approved(builder, article, answer, comment)


def _waiting(builder: Builder, article: Page, remark: Remark) -> None:
    """Store what a moderator must read first, held as if a reader had sent it."""
    holds = [*holds_of(remark.name, remark.text), Hold.NEW]
    in_danger = Hold.CRISIS in holds
    rank = Comment.Rank.CRISIS if in_danger else Comment.Rank.ORDINARY
    _comment(builder, article, remark, holds=list(map(str, holds)), crisis=in_danger, rank=rank)


def _comment(builder: Builder, article: Page, remark: Remark, **columns: Any) -> Comment:
    comment = Comment(
        article=article,
        name=remark.name,
        text=remark.text,
        by_team=remark.by_team,
        captcha=Comment.Captcha.NONE,
        created_at=remark.at,
        **columns,
    )
    builder.check(comment)
    comment.save()
    CommentEvent.objects.create(comment=comment, at=remark.at, kind=CommentEvent.Kind.POSTED)
    return comment
