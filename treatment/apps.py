"""The plugin's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TreatmentConfig(AppConfig):
    """`treatment` depends on `leads` and `home`; it does not know `blog`."""

    name = "treatment"
    verbose_name = "Treatment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the teasers in every body; load the service codes after `migrate`."""
        from home import slots
        from home.blocks.registry import body_blocks
        from treatment.blocks import TEASER_BLOCKS
        from treatment.slots import locator_alternative
        from treatment.taxonomy.loading import after_migrate

        body_blocks.register(TEASER_BLOCKS)
        slots.fill(
            "alternatives", "treatment/partials/locator_alternative.html", locator_alternative
        )
        post_migrate.connect(after_migrate, sender=self)
