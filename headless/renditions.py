"""Each size of a picture is encoded once, however many readers ask for it at the same time.

Wagtail encodes first and then looks whether somebody else has: twenty readers of a new article do
twenty times the work, and leave the files of nineteen behind.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from functools import wraps
from pathlib import PurePath
from secrets import token_hex
from typing import Any

from django.core.files.storage import Storage
from django.db.models import Q
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from headless.stand_ins import stand_ins
from headless.turns import WithoutError, is_patient, turn
from headless.visibility import file_is_public, in_public_collections

logger = logging.getLogger(__name__)

FOLDER = "images"  # of the storage, where Wagtail puts renditions
UNLISTED = f"{FOLDER}/unlisted"  # and where those of pictures lie that are not public
RECENT = timedelta(hours=1)


def encode_once() -> None:
    """Put whose turn it is before the methods with which an image makes its renditions."""
    model: Any = get_image_model()
    create_one, create_several = model.create_rendition, model.create_renditions
    get_one, get_several = model.get_rendition, model.get_renditions

    @wraps(create_several)
    def create_renditions(image: Any, *filters: Filter) -> dict[Filter, Any]:
        if not filters:
            return {}
        if is_patient():  # a request can come between, and what breaks off loses one
            return {each: create_rendition(image, each) for each in filters}
        with turn(image):
            found = _stored(image, filters)
            missing = [each for each in filters if each not in found]
            if len(missing) == 1:  # for which Wagtail would call the other method
                return found | {missing[0]: create_one(image, missing[0])}
            return found | create_several(image, *missing)

    @wraps(create_one)
    def create_rendition(image: Any, filter: Filter) -> Any:  # noqa: A002 - Wagtail's name
        with turn(image):
            return _stored(image, [filter]).get(filter) or create_one(image, filter)

    # What stands in is given out here, behind where Wagtail keeps renditions.
    @wraps(get_one)
    def get_rendition(image: Any, filter: Filter | str) -> Any:  # noqa: A002
        try:
            return get_one(image, filter)
        except WithoutError as error:
            [wanted] = _clean(image, [filter])
            return stand_ins(image, [wanted], error)[wanted]

    @wraps(get_several)
    def get_renditions(image: Any, *filters: Filter | str) -> dict[str, Any]:
        try:
            return get_several(image, *filters)
        except WithoutError as error:
            wanted = _clean(image, filters)
            found = _stored(image, wanted)
            others = [each for each in wanted if each not in found]
            found |= stand_ins(image, others, error)
            return {each.spec: found[each] for each in wanted}

    model.create_rendition, model.create_renditions = create_rendition, create_renditions
    model.get_rendition, model.get_renditions = get_rendition, get_renditions


def _clean(image: Any, filters: Iterable[Filter | str]) -> list[Filter]:
    """Return filters as Wagtail takes them."""
    whole = [each if isinstance(each, Filter) else Filter(spec=each) for each in filters]
    return list(dict.fromkeys(image.clean_filter_for_svg(each) for each in whole))


def _stored(image: Any, filters: Iterable[Filter]) -> dict[Filter, Any]:
    """Return the renditions that are stored by now, whatever the image knew before."""
    wanted = {(each.spec, each.get_cache_key(image)): each for each in filters}
    condition = Q()
    for spec, key in wanted:
        condition |= Q(filter_spec=spec, focal_point_key=key)
    rows = image.renditions.filter(condition)
    return {wanted[row.filter_spec, row.focal_point_key]: row for row in rows}


def hide_addresses() -> None:
    """Give renditions of pictures that are not public names that nobody can guess.

    Editors see them in the admin; their files lie where everybody could ask for them.
    """
    model: Any = get_image_model().get_rendition_model()
    public_path = model.get_upload_to

    @wraps(public_path)
    def get_upload_to(rendition: Any, filename: str) -> str:
        images = get_image_model()._default_manager.filter(pk=rendition.image_id)
        if in_public_collections(images).exists():
            path: str = public_path(rendition, filename)
            return path
        return f"{UNLISTED}/{token_hex(16)}{PurePath(filename).suffix}"

    model.get_upload_to = get_upload_to


def remove_misnamed() -> int:
    """Delete renditions of pictures that stopped being public, or began to be; return how many.

    Their old addresses are known, or show that they were not public. They are made anew when asked
    for. The file goes first: who is killed in between begins again.
    """
    model: Any = get_image_model().get_rendition_model()
    public, unlisted = file_is_public("image__"), Q(file__startswith=f"{UNLISTED}/")
    removed = 0
    for rendition in model._default_manager.filter((public & unlisted) | (~public & ~unlisted)):
        try:
            rendition.file.storage.delete(rendition.file.name)
        except Exception as error:  # every storage has its own; the next time tries again
            logger.warning("A rendition stays at its address: %s", type(error).__name__)
        else:
            rendition.delete()
            removed += 1
    return removed


def remove_orphans() -> int:
    """Delete files of renditions that no row names, an hour old or older; return how many."""
    model: Any = get_image_model().get_rendition_model()
    storage = model._meta.get_field("file").storage
    names = [*_files_in(storage, FOLDER), *_files_in(storage, UNLISTED)]
    known = set(model._default_manager.values_list("file", flat=True))
    orphans = [name for name in names if name not in known and _is_old(storage, name)]
    for name in orphans:
        storage.delete(name)
    return len(orphans)


def _files_in(storage: Storage, folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    except (FileNotFoundError, NotImplementedError):
        return []


def _is_old(storage: Storage, name: str) -> bool:
    """Say whether a file is there, and too old to belong to a row that is still being written."""
    try:
        return storage.get_modified_time(name) < timezone.now() - RECENT
    except FileNotFoundError:
        return False
