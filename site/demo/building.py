"""Putting written content into the site, with the validators that editors meet."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management.base import CommandError
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from demo.writing import Line, Picture, Ref

PICTURES = Path(__file__).with_name("pictures")


def drawing(key: str) -> bytes:
    """Return the file of a picture."""
    return (PICTURES / f"{key}.webp").read_bytes()


class Builder:
    """Makes pages, and remembers pages, phone lines and pictures by the names content uses."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.lines: dict[str, Any] = {}
        self._pictures: dict[str, Any] = {}
        self._described = tomllib.loads((PICTURES / "pictures.toml").read_text())

    def picture(self, key: str) -> Any:
        """Return the image of a drawing, stored on first use; None for no key."""
        if not key:
            return None
        if key not in self._pictures:
            told = self._described[key]
            image = get_image_model()(title=told["title"], description=told["alt"])
            image.file = ContentFile(drawing(key), name=f"{key}.webp")
            image.full_clean(exclude=["width", "height"])
            image.save()
            self._pictures[key] = image
        return self._pictures[key]

    def add(self, parent: Page, page: Page, body: list[Any] | None = None) -> Any:
        """Add a page below `parent` and publish it; raise CommandError naming what is wrong."""
        self.pages[page.slug] = page
        if body is not None:
            page.body = self.stream(page, "body", body)
        self.check(page)
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    def change_body(self, page: Page, body: list[Any]) -> None:
        """Set the body of a page whose blocks refer to pages made after it."""
        page.body = self.stream(page, "body", body)
        self.check(page)
        page.save_revision().publish()

    def stream(self, owner: Any, name: str, blocks: list[Any]) -> Any:
        """Return a StreamField's value, every name in it replaced by what it stands for."""
        field: StreamField = owner._meta.get_field(name)
        return field.stream_block.normalize([(kind, self._real(value)) for kind, value in blocks])

    def check(self, instance: Any) -> None:
        """Run the model's validators and each block's; a page's place is found on adding."""
        try:
            for field in instance._meta.get_fields():
                if isinstance(field, StreamField):
                    field.stream_block.clean(getattr(instance, field.name))
            instance.full_clean(exclude=["path", "depth"])
        except ValidationError as error:
            raise CommandError(f"{instance!r}: {error}") from error

    def check_form(self, form: Any) -> None:
        """Have a reader's form look at its answers."""
        if not form.is_valid():
            raise CommandError(f"{form.data!r}: {form.errors!r}")

    def _real(self, value: Any) -> Any:
        """Replace Ref, Line and Picture at any depth."""
        match value:
            case Ref(slug):
                return self.pages[slug]
            case Line(key):
                return self.lines[key]
            case Picture(key):
                return self.picture(key)
            case dict():
                return {name: self._real(item) for name, item in value.items()}
            case list():
                return [self._real(item) for item in value]
        return value
