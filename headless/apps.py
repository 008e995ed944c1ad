"""The plugin's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HeadlessConfig(AppConfig):
    """`headless` knows no content; it stands on Wagtail and Django alone."""

    name = "headless"
    verbose_name = "Headless"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the triggers that note changes of the page tree, and their rows few."""
        from headless.outbox import duties
        from headless.reading import triggers

        post_migrate.connect(triggers.create)  # of every app: the tables are others'
        duties.register("Notes of page changes pruned", triggers.prune, seconds=60)
