"""What readers wrote: approved, waiting to be read, rejected, and spam."""

from typing import Any

from wagtail.models import Page, Site

from blog.comments.intake import Arrival, Words, take
from blog.comments.states import decide
from blog.comments.threads import place_below
from blog.models import CannedReply, Comment, CommentEvent, CommentSettings
from demo.building import Builder
from demo.content import comments
from demo.loading.desk import account
from demo.writing import Remark
from leads.captcha import Outcome
from leads.flags import Flag


def load(builder: Builder) -> None:
    """Let readers comment, and show what some of them wrote."""
    site = Site.objects.get(is_default_site=True)
    settings, _ = CommentSettings.objects.update_or_create(site=site, defaults={"enabled": True})
    for slug, remarks in comments.COMMENTS.items():
        for remark in remarks:
            _approved(builder, builder.pages[slug], remark, None)
    for slug, remarks in comments.WAITING.items():
        for remark in remarks:
            _sent(builder.pages[slug], settings, remark)
    for status, slug, remark in comments.DECIDED:
        comment = _sent(builder.pages[slug], settings, remark)
        decide([comment.pk], status, user=account("host"))
    slug, remark = comments.SUSPECTED
    _sent(builder.pages[slug], settings, remark, flags=(Flag.TRAP,))
    for title, text in comments.CANNED.items():
        CannedReply.objects.create(title=title, text=text)


def _approved(builder: Builder, article: Page, remark: Remark, parent: Comment | None) -> None:
    comment = _comment(builder, article, remark, **place_below(parent))
    decide([comment.pk], Comment.Status.APPROVED, note="Loaded with the demo")
    for answer in remark.answers:
        _approved(builder, article, answer, comment)


def _sent(
    article: Page, settings: CommentSettings, remark: Remark, flags: tuple[Flag, ...] = ()
) -> Comment:
    """Take what a moderator must read first, as if a reader had sent it now."""
    words = Words(name=remark.name, text=remark.text)
    arrival = Arrival(captcha=Outcome.PASS, flags=flags, at=remark.at)
    return take(article, settings, words, arrival).comment


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
