"""The plugin's place in Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """`home` depends on `headless`."""

    name = "home"
    verbose_name = "Home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register blocks, publish checks, pages for the search, and the site's parts."""
        from django.db.models.signals import post_save
        from wagtail.images import get_image_model
        from wagtail.signals import page_published

        from headless.cache.tables import never_shown
        from headless.outbox import channels, duties
        from home import (
            anchors,
            checks,  # noqa: F401 - registers itself
            reading_ahead,
            renditions,
            site_parts,
        )
        from home.blocks import BODY_BLOCKS
        from home.blocks.registry import body_blocks
        from home.models import StandardPage
        from home.publishing.checks import SHARED_CHECKS
        from home.publishing.registry import publish_checks
        from home.search import kinds

        never_shown("home.PublishingSettings")
        anchors.reserve(r"main", r"(contents|crisis|help-lines)-heading", r"search-.+", r"id_.+")
        body_blocks.register(BODY_BLOCKS)
        publish_checks.register(*SHARED_CHECKS)
        kinds.register(kinds.Kind("pages", "Pages", StandardPage))
        site_parts.register()
        reading_ahead.register()
        channels.register(renditions.CHANNEL, renditions.make)
        duties.register("Rows of pictures made forgotten", renditions.forget, seconds=3_600)
        page_published.connect(renditions.page_published)
        post_save.connect(renditions.image_saved, sender=get_image_model())
