"""Pictures that the public may see, with their renditions: one query for all that a page shows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from typing import Any

from wagtail.images import get_image_model

from headless.cache.tables import tag_of
from headless.cache.tags import VISIBILITY, declared
from headless.visibility import file_is_public, in_public_collections, whether_file_public


def with_lead_images(pages: Any) -> Any:
    """Return these pages with their lead images; each knows whether the public may see its own.

    `SitePage.shown_image` asks it.
    """
    return pages.select_related("lead_image").annotate(
        lead_image_is_public=whether_file_public("lead_image__")
    )


def read_pictures(keys: Collection[int], shown: Iterable[Any] = ()) -> dict[int, Any]:
    """Return the public pictures of these keys, and let them and those shown know their renditions.

    The pictures come with their renditions; only those that have none yet are read by themselves.
    Those of restricted collections are left out, as the API leaves them out.
    """
    listed = list(shown)
    renditions = _renditions({*keys, *(picture.pk for picture in listed)})
    found = {key: renditions[key][0].image for key in keys if renditions[key]}
    if bare := set(keys) - found.keys():
        found |= in_public_collections(get_image_model()._default_manager.all()).in_bulk(bare)
    for picture in (*listed, *found.values()):
        picture.prefetched_renditions = renditions[picture.pk]
        own_renditions(picture)
    return found


def own_renditions(picture: Any) -> None:
    """Tie the renditions a picture knows to itself: they tell its description at its place."""
    if (renditions := vars(picture).get("prefetched_renditions")) is not None:
        picture.prefetched_renditions = [copy(each) for each in renditions]
        for each in picture.prefetched_renditions:
            each.image = picture


def _renditions(keys: Collection[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    if keys:
        model: Any = get_image_model().get_rendition_model()
        tags = (VISIBILITY, tag_of(model._meta.db_table), *(f"image-{key}" for key in keys))
        public = model._default_manager.filter(file_is_public("image__"), image__in=keys)
        with declared(*tags):
            rows = list(public.select_related("image"))
        for row in rows:
            found[row.image_id].append(row)
    return found
