"""The plugin's place in Django."""

from django.apps import AppConfig


class HeadlessConfig(AppConfig):
    """`headless` knows no content; it stands on Wagtail and Django alone."""

    name = "headless"
    verbose_name = "Headless"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Describe the endpoints; tell front ends what Wagtail knows of the site."""
        from headless import site_parts
        from headless.openapi import content

        content.register()
        site_parts.register("site", site_parts.identity)
