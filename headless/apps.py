"""The plugin's place in Django."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.backends.signals import connection_created
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save


class HeadlessConfig(AppConfig):
    """`headless` knows no content; it stands on Wagtail and Django alone."""

    name = "headless"
    verbose_name = "Headless"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Describe the API, watch what is written, and have the worker tell of it."""
        from wagtail.models import Page, PageViewRestriction

        from headless import (
            image_metadata,
            renditions,
            restrictions,
            scheduling,
            site_parts,
            text,
            turns,
            uploads,
        )
        from headless.changes import ledger, telling, writing
        from headless.openapi import content
        from headless.outbox import channels, duties
        from headless.reading import triggers

        content.register()
        uploads.check_every_upload()
        site_parts.register("site", site_parts.identity)
        post_migrate.connect(triggers.create)  # of every app: the tables are others'
        duties.register("Notes of page changes pruned", triggers.prune, seconds=60)
        connection_created.connect(writing.watch)
        for model in text.written_models():
            pre_save.connect(text.clean_before_saving, sender=model)
        for model in ledger.models_told():
            post_save.connect(ledger.saved, sender=model)
        renditions.encode_once()
        renditions.hide_addresses()
        request_started.connect(turns.request_started)
        request_finished.connect(turns.request_finished)
        duties.register("Orphaned renditions removed", renditions.remove_orphans, seconds=86_400)
        duties.register("Renditions renamed", renditions.remove_misnamed, seconds=10)
        image_metadata.clean_every_picture()
        channels.register(image_metadata.FILES, image_metadata.delete_file)
        pre_delete.connect(restrictions.keep_aliases_private, sender=Page)
        pre_save.connect(restrictions.keep_converted_private)
        post_delete.connect(restrictions.free_aliases, sender=PageViewRestriction)
        duties.register("Changes bumped that a process left", ledger.confirm, seconds=1)
        duties.register("Changes told", telling.tell, seconds=1)
        channels.register(telling.EVENTS, telling.send_event)
        channels.register(telling.PURGE, telling.send_purge)
        duties.register("Published or taken down as scheduled", scheduling.keep_schedule, seconds=1)
        duties.register("Old changes forgotten", ledger.forget, seconds=3_600)
        duties.register("Old deliveries forgotten", telling.forget, seconds=3_600)
