"""The plugin's place in Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """`home` depends on `headless`."""

    name = "home"
    verbose_name = "Home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the shared blocks into every page's body; tell front ends of the site."""
        from home import site_parts
        from home.blocks import BODY_BLOCKS
        from home.blocks.registry import body_blocks

        body_blocks.register(BODY_BLOCKS)
        site_parts.register()
