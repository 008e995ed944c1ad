"""The plugin's place in Django."""

from django.apps import AppConfig


class HeadlessConfig(AppConfig):
    """`headless` knows no content; it stands on Wagtail and Django alone."""

    name = "headless"
    verbose_name = "Headless"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell front ends what Wagtail knows of the site."""
        from headless import site_parts

        site_parts.register("site", site_parts.identity)
