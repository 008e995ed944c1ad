"""Uploaded files become images and documents of the library."""

from pathlib import PurePosixPath
from typing import IO, Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.text import get_valid_filename
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from blog.importing.addresses import file_path, path_of
from blog.importing.fetching import FetchError
from blog.importing.findings import Finding
from blog.importing.html import plain_text
from blog.importing.library import Library
from blog.importing.records import Item
from blog.importing.report import Report
from blog.models import ImportedItem


class Source(Protocol):
    """Where bytes come from."""

    def open(self, item: Item) -> IO[bytes]:
        """Return an item's file, or raise FetchError."""


class Files:
    """Brings files into the library, each once."""

    def __init__(self, source: str, origin: Source, library: Library, report: Report) -> None:
        self._source, self._origin, self._library, self._report = source, origin, library, report
        self._known = set(
            ImportedItem.objects.filter(source=source, kind=ImportedItem.Kind.FILE).values_list(
                "key", flat=True
            )
        )

    def bring(self, item: Item, *, dry: bool) -> None:
        """Bring one file, or tell why not. A file brought before is left as it is."""
        if not item.key or item.key in self._known:
            self._report.outcomes["files unchanged"] += 1
            return
        name = _name(item)
        try:
            with self._origin.open(item) as data:
                made = _checked(File(data, name=name), item)
                if not dry:
                    self._store(item, made)
        except FetchError as error:
            self._report.tell(item, [Finding("file missing", f"{item.attachment_url}: {error}")])
            return
        except ValidationError as error:
            self._report.tell(
                item, [Finding("file refused", f"{name}: {' '.join(error.messages)}")]
            )
            return
        self._known.add(item.key)
        if dry:
            self._library.pretended.add(item.key)
        self._report.outcomes["new files"] += 1

    @transaction.atomic
    def _store(self, item: Item, made: Any) -> None:
        made.save()
        is_image = isinstance(made, get_image_model())
        ImportedItem.objects.create(
            source=self._source,
            kind=ImportedItem.Kind.FILE,
            key=item.key,
            old_path=file_path(item.attachment_url),
            image=made if is_image else None,
            document=None if is_image else made,
        )


def _name(item: Item) -> str:
    """Return the file's name, safe to store."""
    last = PurePosixPath(path_of(item.attachment_url)).name
    try:
        return get_valid_filename(last)[-100:]
    except ValueError:  # SuspiciousFileOperation, for '' and '..'
        return f"file-{item.key}"


def _checked(data: File, item: Item) -> Any:
    """Return an unsaved image or document. Raises ValidationError as an upload would."""
    title = (plain_text(item.title) or data.name or "")[:255]
    extension = PurePosixPath(data.name or "").suffix.lower().removeprefix(".")
    if extension in settings.WAGTAILIMAGES_EXTENSIONS:
        checked = WagtailImageField().clean(data)
        checked.seek(0)
        alt = plain_text(item.meta.get("_wp_attachment_image_alt", ""))[:255]
        return get_image_model()(title=title, file=checked, description=alt)
    if extension in settings.WAGTAILDOCS_EXTENSIONS:
        return get_document_model()(title=title, file=data)
    raise ValidationError(f"Files of the kind {extension or 'without a name'} are not taken.")
