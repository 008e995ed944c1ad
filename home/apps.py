"""The plugin's place in Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """`home` depends on `headless`."""

    name = "home"
    verbose_name = "Home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put blocks into the bodies, pages into the search, the site into the API."""
        from home import site_parts
        from home.blocks import BODY_BLOCKS
        from home.blocks.registry import body_blocks
        from home.models import StandardPage
        from home.search import kinds

        body_blocks.register(BODY_BLOCKS)
        kinds.register(kinds.Kind("pages", "Pages", StandardPage))
        site_parts.register()
