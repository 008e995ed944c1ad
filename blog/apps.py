"""The plugin's place in Django."""

from django.apps import AppConfig


class BlogConfig(AppConfig):
    """`blog` depends on `leads` and `home`; it does not know `treatment`."""

    name = "blog"
    verbose_name = "Articles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer blocks for every page's body and checks of articles; index what is published."""
        from wagtail.signals import page_published

        from blog.blocks import LatestArticlesBlock, MedicalClaimBlock
        from blog.lists import topic_tags
        from blog.markdown import listed
        from blog.models import ArticlePage
        from blog.publishing import ARTICLE_CHECKS
        from blog.search import index_published_article
        from headless.changes import lists
        from home import llms
        from home.blocks.registry import body_blocks
        from home.publishing.registry import publish_checks
        from home.search import kinds

        body_blocks.register(
            {"latest_articles": LatestArticlesBlock(), "medical_claim": MedicalClaimBlock()}
        )
        publish_checks.register(*ARTICLE_CHECKS)
        llms.register("Articles", listed)
        kinds.register(kinds.Kind("articles", "Articles", ArticlePage))
        lists.register("blog.ArticlePage", topic_tags)
        page_published.connect(index_published_article, sender=ArticlePage)
