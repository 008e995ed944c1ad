"""The plugin's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BlogConfig(AppConfig):
    """`blog` depends on `leads` and `home`; it does not know `treatment`."""

    name = "blog"
    verbose_name = "Articles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the plugin to what is below it, and follow what is published."""
        from blog.blocks import LatestArticlesBlock, MedicalClaimBlock
        from blog.markdown import listed
        from blog.models import ArticlePage
        from blog.publishing import ARTICLE_CHECKS
        from blog.search import TOPIC
        from headless.cache.tables import never_shown, part_of_page
        from home import anchors, llms
        from home.blocks.registry import body_blocks
        from home.publishing.registry import publish_checks
        from home.search import kinds

        never_shown("blog.MedicalReviewTask")
        part_of_page("blog.ArticleSubject", "article_id")
        anchors.reserve(r"comments(-heading)?", r"comment(-\d+|-errors)?", r"write-a-comment")
        anchors.reserve(r"references|reference-\d+|funding|yours", r"(share|series)-heading")
        body_blocks.register(
            {"latest_articles": LatestArticlesBlock(), "medical_claim": MedicalClaimBlock()}
        )
        publish_checks.register(*ARTICLE_CHECKS)
        llms.register("Articles", listed)
        kinds.register(kinds.Kind("articles", "Articles", ArticlePage, [TOPIC]))
        self._follow_what_is_published()
        self._keep_the_desk()
        self._take_comments()

    def _follow_what_is_published(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_published, page_unpublished

        from blog import related, search, series, subjects
        from blog.models import ArticlePage, PersonPage
        from headless.changes import lists

        lists.register("blog.ArticlePage", related.tags_of_articles)
        lists.register("blog.SeriesPage", series.tags_of_series)
        page_published.connect(search.index_published_article, sender=ArticlePage)
        for signal in (page_published, page_unpublished):
            signal.connect(search.index_articles_of_person, sender=PersonPage)
        for signal in (post_save, post_delete):
            signal.connect(search.index_articles_of_restricted, sender=PageViewRestriction)
        page_published.connect(subjects.note_published, sender=ArticlePage)

    def _keep_the_desk(self) -> None:
        from blog import reminders
        from blog.groups import create_groups
        from headless.outbox import channels, duties

        channels.register(reminders.CHANNEL, reminders.send)
        duties.register("Reminders of reviews owed", reminders.owe_due, seconds=600)
        post_migrate.connect(create_groups, sender=self)

    def _take_comments(self) -> None:
        from blog.comments import erasure, letters, replies, states, threads
        from blog.descriptions import comments
        from blog.endpoint import CommentsEndpoint
        from headless.cache.tables import never_shown
        from headless.changes import shown
        from headless.openapi.operations import describe
        from headless.outbox import duties
        from headless.reading import router
        from leads import reader_mail

        never_shown("blog.Ban", "blog.CannedReply", "blog.CommentEvent")
        router.register("comments", CommentsEndpoint())
        describe("comments", comments)
        shown.register(threads.SHOWN)
        duties.register("Networks of comments forgotten", erasure.forget_networks, seconds=3_600)
        duties.register("Spam among comments forgotten", erasure.forget_spam, seconds=3_600)
        reader_mail.register(replies.CONFIRMATION, letters.load_confirmation)
        reader_mail.register(replies.REPLY, letters.load_reply)
        states.approved.connect(replies.owe_letters)
