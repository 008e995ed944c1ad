"""Each size of a picture is encoded once, however many readers ask for it at the same time.

Wagtail encodes first and then looks whether somebody else has: twenty readers of a new article do
twenty times the work, and leave the files of nineteen behind.
"""

import fcntl
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.images import get_image_model
from wagtail.images.models import Filter

FOLDER = "images"  # of the storage, where Wagtail puts renditions
LOCKS = 64  # files to lock; two images that share one wait for each other, which does no harm
RECENT = timedelta(hours=1)


def encode_once() -> None:
    """Put a lock before the two methods with which an image makes its renditions."""
    model: Any = get_image_model()
    create_one, create_several = model.create_rendition, model.create_renditions

    @wraps(create_several)
    def create_renditions(image: Any, *filters: Filter) -> dict[Filter, Any]:
        if not filters:
            return {}
        with _alone_with(image):
            found = _stored(image, filters)
            missing = [each for each in filters if each not in found]
            if len(missing) == 1:  # for which Wagtail would call the other method
                return found | {missing[0]: create_one(image, missing[0])}
            return found | create_several(image, *missing)

    @wraps(create_one)
    def create_rendition(image: Any, filter: Filter) -> Any:  # noqa: A002 - Wagtail's name
        with _alone_with(image):
            return _stored(image, [filter]).get(filter) or create_one(image, filter)

    model.create_rendition, model.create_renditions = create_rendition, create_renditions


def _stored(image: Any, filters: Iterable[Filter]) -> dict[Filter, Any]:
    """Return the renditions that are stored by now, whatever the image knew before."""
    wanted = {(each.spec, each.get_cache_key(image)): each for each in filters}
    condition = Q()
    for spec, key in wanted:
        condition |= Q(filter_spec=spec, focal_point_key=key)
    rows = image.renditions.filter(condition)
    return {wanted[row.filter_spec, row.focal_point_key]: row for row in rows}


@contextmanager
def _alone_with(image: Any) -> Iterator[None]:
    """Wait until no other thread or process of this machine encodes this image."""
    with (_locks() / str(image.pk % LOCKS)).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _locks() -> Path:
    """Return a folder of this machine's for the site with these files."""
    name = salted_hmac("renditions", str(settings.MEDIA_ROOT)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"renditions-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def remove_orphans() -> int:
    """Delete files of renditions that no row names, an hour old or older; return how many."""
    model: Any = get_image_model().get_rendition_model()
    storage = model._meta.get_field("file").storage
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except (FileNotFoundError, NotImplementedError):
        return 0
    known = set(model._default_manager.values_list("file", flat=True))
    orphans = [name for name in names if name not in known and _is_old(storage, name)]
    for name in orphans:
        storage.delete(name)
    return len(orphans)


def _is_old(storage: Storage, name: str) -> bool:
    """Say whether a file is there, and too old to belong to a row that is still being written."""
    try:
        return storage.get_modified_time(name) < timezone.now() - RECENT
    except FileNotFoundError:
        return False
