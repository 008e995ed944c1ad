"""`manage.py strip_image_metadata`: cleans the pictures that were stored with their metadata."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import ImageField

from headless.image_metadata import (
    DamagedImageError,
    clean_stored,
    image_fields,
    models_with_images,
    without_metadata,
)


class Command(BaseCommand):
    """Goes through all stored pictures; may be stopped anywhere and run again."""

    help = "Take position, camera and time out of stored pictures, and drop their renditions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Clean one picture at a time; name those that cannot be read."""
        seen = cleaned = 0
        for instance, field in _stored():
            seen += 1
            name = getattr(instance, field.name).name
            try:
                clean = without_metadata(getattr(instance, field.name))
            except (DamagedImageError, OSError) as error:
                self.stderr.write(f"{name}: not read ({type(error).__name__}).")
                continue
            finally:
                getattr(instance, field.name).close()
            if clean and not dry_run:
                clean_stored(instance, field, clean)
            cleaned += clean is not None
        verb = "would be cleaned" if dry_run else "cleaned"
        self.stdout.write(f"{seen} pictures looked at, {cleaned} {verb}.")


def _stored() -> Iterator[tuple[Any, ImageField]]:
    for model in models_with_images():
        for field in image_fields(model):
            rows = model._default_manager.exclude(**{field.name: ""}).order_by("pk")
            for pk in rows.values_list("pk", flat=True):
                if instance := rows.filter(pk=pk).first():
                    yield instance, field
