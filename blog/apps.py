"""The plugin's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BlogConfig(AppConfig):
    """`blog` depends on `leads` and `home`; it does not know `treatment`."""

    name = "blog"
    verbose_name = "Articles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the list of latest articles in every page's body; index what is published."""
        from wagtail.signals import page_published

        from blog.blocks import LatestArticlesBlock
        from blog.comments import erasure, letters, replies, states, threads
        from blog.descriptions import comments
        from blog.groups import grant_moderation
        from blog.lists import topic_tags
        from blog.markdown import listed
        from blog.models import ArticlePage
        from blog.search import index_published_article
        from headless.cache.tables import never_shown
        from headless.changes import lists, shown
        from headless.openapi.operations import describe
        from headless.outbox import duties
        from home import llms
        from home.blocks.registry import body_blocks
        from home.search import kinds
        from leads import reader_mail

        body_blocks.register({"latest_articles": LatestArticlesBlock()})
        llms.register("Articles", listed)
        kinds.register(kinds.Kind("articles", "Articles", ArticlePage))
        lists.register("blog.ArticlePage", topic_tags)
        never_shown("blog.Ban", "blog.CannedReply", "blog.CommentEvent")
        describe("comments", comments)
        shown.register(threads.SHOWN)
        duties.register("Networks of comments forgotten", erasure.forget_networks, seconds=3_600)
        page_published.connect(index_published_article, sender=ArticlePage)
        reader_mail.register(replies.CONFIRMATION, letters.load_confirmation)
        reader_mail.register(replies.REPLY, letters.load_reply)
        states.approved.connect(replies.owe_letters)
        post_migrate.connect(grant_moderation, sender=self)
